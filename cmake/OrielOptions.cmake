# SPDX-License-Identifier: MIT
#
# The options, and the flags that follow from them for every target of ours:
#
#   oriel_compile_options(<target>)

option(ORIEL_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(ORIEL_DEMO_APPS "Build and install the demo programs" ${PROJECT_IS_TOP_LEVEL})
option(ORIEL_BENCH "Build the benchmarks" OFF)
option(ORIEL_INSTALL "Install the libraries, headers and programs" ${PROJECT_IS_TOP_LEVEL})
option(ORIEL_WERROR "Treat warnings as errors" OFF)
option(ORIEL_SITES "Remember the file and line of every registration, for messages" ON)
option(ORIEL_CAUSES "Remember what caused every registration, for messages" ON)
set(ORIEL_SANITIZE "" CACHE STRING
	"Sanitizers for all of our code, e.g. address,undefined or thread or fuzzer-no-link,address,undefined")

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
	set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

set(ORIEL_WARNINGS
	-Wall -Wextra -Wpedantic -Wshadow
	-Wundef -Wmissing-include-dirs -Wold-style-definition -Wpointer-arith -Winit-self
	-Wstrict-prototypes -Wendif-labels -Woverflow -Wmissing-prototypes -Walloca -Wvla
	-Wno-missing-braces -Wno-missing-field-initializers -Wno-unused-parameter
	$<$<C_COMPILER_ID:GNU>:-Wlogical-op>
	$<$<C_COMPILER_ID:GNU>:-Wstrict-aliasing=3>
	$<$<C_COMPILER_ID:GNU>:-Wimplicit-fallthrough=5>
	-Wformat-security
	$<$<C_COMPILER_ID:Clang>:-Wimplicit-fallthrough>
	$<$<BOOL:${ORIEL_WERROR}>:-Werror>)

# The name of the symbol that ties liboriel to the liboriel-runtime of its own build (lib/runtime/base/abi.c).
string(REPLACE "." "_" ORIEL_ABI "oriel__abi_${PROJECT_VERSION}")
if(ORIEL_SITES)
	string(APPEND ORIEL_ABI "_sites")
endif()
if(ORIEL_CAUSES)
	string(APPEND ORIEL_ABI "_causes")
endif()

function(oriel_compile_options target)
	target_compile_features(${target} PRIVATE c_std_11)
	target_compile_definitions(${target} PRIVATE
		_POSIX_C_SOURCE=200809L
		ORIEL__ABI=${ORIEL_ABI}
		ORIEL_SITES=$<BOOL:${ORIEL_SITES}>
		ORIEL_CAUSES=$<BOOL:${ORIEL_CAUSES}>)
	target_compile_options(${target} PRIVATE
		${ORIEL_WARNINGS}
		"-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/="
		-fno-semantic-interposition)
	target_link_libraries(${target} PRIVATE m Threads::Threads)
	set_target_properties(${target} PROPERTIES
		C_EXTENSIONS OFF
		C_STANDARD 11
		C_VISIBILITY_PRESET hidden
		POSITION_INDEPENDENT_CODE ON)
	if(ORIEL_SANITIZE)
		target_compile_options(${target} PRIVATE
			-fsanitize=${ORIEL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
		target_link_options(${target} PRIVATE -fsanitize=${ORIEL_SANITIZE})
	endif()
endfunction()
