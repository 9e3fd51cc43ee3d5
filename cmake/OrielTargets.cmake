# SPDX-License-Identifier: MIT
#
# What the CMakeLists.txt of the folders call:
#
#   oriel_module(<module> SOURCES <files> [USES <modules>] [LIBS <third-party targets>] [STRICT])
#       A folder of lib/runtime or lib/ui, as the static library oriel-module-<module>. Tests link the modules they need;
#       a library is made of the objects of all modules of its folder. USES names the modules it includes from. STRICT
#       adds -Wconversion.
#
#   oriel_library(<name> SOURCES <files> | OBJECTS <$<TARGET_OBJECTS:...>> INCLUDE <dir of public headers>
#                 DESCRIPTION <sentence> [LINK <our libraries>] [LIBS <third-party targets>] [PRIVATE_FLAGS <flags>])
#       The targets <name> (shared) and <name>-static, their aliases oriel::, and all that is installed for them. LINK
#       names our own libraries, whose shared form the shared library links, and the static one the static. PRIVATE_FLAGS are what a static
#       program passes to the linker for libraries without a .pc file.
#
#   oriel_program(<name> SOURCES <files> [LIBS <third-party targets>])
#       A demo program, installed as oriel-<name>.
#
#   oriel_test(<file without .c> [MODULES <modules>] [WIDGETS] [THREADS] [SOURCES <more files>] [LIBS <targets>]
#              [LABELS <labels>])
#       One executable and one ctest, both named test-<folder>-<noun>. WIDGETS links liboriel-widgets and all of
#       liboriel, statically, so that internal functions can be called; else MODULES says what is linked. THREADS
#       labels it to be run under TSan.
#
#   oriel_embed(<name of the C file> PREFIX <prefix> EXTENSION <with the dot> FILES <names without extension>)
#       Writes a C file into the binary folder. It defines an array of bytes, <prefix><name>, for each text file of this
#       folder, with a 0 at the end. The file is written again when one of the text files changes.
#
#   oriel_fuzzer(<name> [MODULES <modules>] [WIDGETS])
#       fuzz_<name>.c as the executable fuzz-<name>, and a ctest that replays corpus/<name>/. It fuzzes when built with
#       libFuzzer (preset fuzz), and can only replay otherwise.

set(ORIEL_LIB_DIR "${PROJECT_SOURCE_DIR}/lib")
set(ORIEL_INCLUDE_DIRS "${ORIEL_LIB_DIR}/runtime/include" "${ORIEL_LIB_DIR}/ui/include")
set(ORIEL_PRIVATE_INCLUDE_DIRS "${ORIEL_LIB_DIR}/runtime" "${ORIEL_LIB_DIR}/ui")

function(oriel_module module)
	cmake_parse_arguments(PARSE_ARGV 1 arg "STRICT" "" "SOURCES;USES;LIBS")
	get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" DIRECTORY)
	get_filename_component(library "${folder}" NAME)
	set(target oriel-module-${module})
	add_library(${target} STATIC ${arg_SOURCES})
	oriel_compile_options(${target})
	target_include_directories(${target} PUBLIC "${folder}/include" "${folder}")
	target_include_directories(${target} SYSTEM PRIVATE "${UTHASH_INCLUDE_DIR}")
	if(arg_STRICT)
		target_compile_options(${target} PRIVATE -Wconversion)
	endif()
	list(TRANSFORM arg_USES PREPEND oriel-module-)
	target_link_libraries(${target} PUBLIC ${arg_USES} PRIVATE ${arg_LIBS})
	set_property(GLOBAL APPEND PROPERTY ORIEL_MODULES_${library} ${module})
	set_property(GLOBAL APPEND PROPERTY ORIEL_MODULE_LIBS_${library} ${arg_LIBS})
endfunction()

# oriel_library() of all modules of this folder.
function(oriel_library_of_modules name)
	get_filename_component(library "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
	get_property(modules GLOBAL PROPERTY ORIEL_MODULES_${library})
	get_property(libs GLOBAL PROPERTY ORIEL_MODULE_LIBS_${library})
	list(REMOVE_DUPLICATES libs)
	set(objects "")
	foreach(module ${modules})
		list(APPEND objects $<TARGET_OBJECTS:oriel-module-${module}>)
	endforeach()
	oriel_library(${name}
		OBJECTS ${objects}
		INCLUDE "${CMAKE_CURRENT_SOURCE_DIR}/include"
		LIBS ${libs}
		${ARGN})
endfunction()

function(oriel_library name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "INCLUDE;DESCRIPTION" "SOURCES;OBJECTS;LINK;LIBS;PRIVATE_FLAGS")
	string(REGEX REPLACE "^oriel-?" "" component "${name}")
	if(component STREQUAL "")
		set(component oriel)
	endif()
	list(TRANSFORM arg_LINK APPEND -static OUTPUT_VARIABLE link_static)

	if(arg_SOURCES)
		add_library(${name}-objects OBJECT ${arg_SOURCES})
		oriel_compile_options(${name}-objects)
		target_include_directories(${name}-objects PRIVATE "${arg_INCLUDE}")
		target_link_libraries(${name}-objects PRIVATE ${arg_LINK} ${arg_LIBS})
		list(APPEND arg_OBJECTS $<TARGET_OBJECTS:${name}-objects>)
	endif()
	add_library(${name} SHARED ${arg_OBJECTS})
	add_library(${name}-static STATIC ${arg_OBJECTS})
	add_library(oriel::${component} ALIAS ${name})
	add_library(oriel::${component}-static ALIAS ${name}-static)
	target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_LIBS})
	target_link_libraries(${name}-static PUBLIC ${link_static} PRIVATE ${arg_LIBS})
	set_target_properties(${name} PROPERTIES
		VERSION ${PROJECT_VERSION}
		SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
		EXPORT_NAME ${component})
	set_target_properties(${name}-static PROPERTIES
		OUTPUT_NAME ${name}
		EXPORT_NAME ${component}-static)
	foreach(target ${name} ${name}-static)
		oriel_compile_options(${target})
		target_include_directories(${target} PUBLIC
			"$<BUILD_INTERFACE:${arg_INCLUDE}>"
			"$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
		set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C)
	endforeach()
	target_link_options(${name} PRIVATE -Wl,-Bsymbolic-functions)
	if(NOT ORIEL_SANITIZE)
		target_link_options(${name} PRIVATE -Wl,--no-undefined)
	endif()
	oriel_install_library(${name}
		COMPONENT ${component}
		INCLUDE "${arg_INCLUDE}"
		DESCRIPTION "${arg_DESCRIPTION}"
		LINK ${arg_LINK}
		LIBS ${arg_LIBS}
		PRIVATE_FLAGS ${arg_PRIVATE_FLAGS} -lm -pthread)
endfunction()

function(oriel_program name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
	set(target oriel-${name})
	add_executable(${target} ${arg_SOURCES})
	oriel_compile_options(${target})
	target_link_libraries(${target} PRIVATE oriel::oriel oriel::widgets ${arg_LIBS})
	set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
	oriel_install_program(${target})
endfunction()

function(oriel_test file)
	cmake_parse_arguments(PARSE_ARGV 1 arg "WIDGETS;THREADS" "" "MODULES;SOURCES;LIBS;LABELS")
	get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
	string(REGEX REPLACE "^test_" "" noun "${file}")
	string(REPLACE "_" "-" noun "${noun}")
	set(target test-${folder}-${noun})

	add_executable(${target} ${file}.c ${arg_SOURCES})
	oriel_compile_options(${target})
	oriel_link_modules(${target} "${arg_MODULES}" "${arg_WIDGETS}" oriel-test-support ${arg_LIBS})

	if(arg_THREADS)
		list(APPEND arg_LABELS threads)
	endif()
	add_test(NAME ${target} COMMAND ${target})
	set_tests_properties(${target} PROPERTIES
		LABELS "${folder};${arg_LABELS}"
		TIMEOUT 120
		ENVIRONMENT "${ORIEL_TEST_ENVIRONMENT}"
		ENVIRONMENT_MODIFICATION "${ORIEL_TEST_ENVIRONMENT_MODIFICATION}")
endfunction()

function(oriel_embed output)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX;EXTENSION" "FILES")
	set(embedded "/* Written by CMake from the files *${arg_EXTENSION}. */\n")
	foreach(path ${arg_FILES})
		set(file "${CMAKE_CURRENT_SOURCE_DIR}/${path}${arg_EXTENSION}")
		get_filename_component(name "${path}" NAME)
		set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
		file(READ "${file}" bytes HEX)
		string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
		string(APPEND embedded "extern const char ${arg_PREFIX}${name}[];\n")
		string(APPEND embedded "const char ${arg_PREFIX}${name}[] = { ${bytes} 0 };\n")
	endforeach()
	file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${output}" CONTENT "${embedded}" @ONLY)
endfunction()

function(oriel_fuzzer name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "WIDGETS" "" "MODULES")
	set(target fuzz-${name})
	set(corpus "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}")
	file(GLOB seeds CONFIGURE_DEPENDS "${corpus}/*")
	if(NOT seeds)
		message(FATAL_ERROR "The fuzzer ${name} has no seeds in ${corpus}.")
	endif()

	add_executable(${target} fuzz_${name}.c)
	add_dependencies(fuzzers ${target})
	oriel_compile_options(${target})
	oriel_link_modules(${target} "${arg_MODULES}" "${arg_WIDGETS}")
	if(ORIEL_SANITIZE MATCHES "fuzzer")
		target_link_options(${target} PRIVATE -fsanitize=fuzzer)
		add_test(NAME ${target} COMMAND ${target} -runs=0 "${corpus}")
	else()
		target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests/support/replay.c")
		add_test(NAME ${target} COMMAND ${target} "${corpus}")
	endif()
	set_tests_properties(${target} PROPERTIES
		LABELS fuzz
		TIMEOUT 120
		ENVIRONMENT "${ORIEL_TEST_ENVIRONMENT}"
		ENVIRONMENT_MODIFICATION "${ORIEL_TEST_ENVIRONMENT_MODIFICATION}")
endfunction()

# The test's own libraries come first on the link line: they use the modules.
function(oriel_link_modules target modules widgets)
	if(widgets)
		set(libs oriel::widgets-static)
	else()
		list(TRANSFORM modules PREPEND oriel-module- OUTPUT_VARIABLE libs)
		list(APPEND libs oriel-module-base)
	endif()
	target_include_directories(${target} PRIVATE ${ORIEL_INCLUDE_DIRS} ${ORIEL_PRIVATE_INCLUDE_DIRS})
	target_link_libraries(${target} PRIVATE ${ARGN} ${libs})
endfunction()
