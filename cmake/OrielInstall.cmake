# SPDX-License-Identifier: MIT
#
# Everything that cmake --install puts in place: libraries, headers, .pc files, the CMake package, programs, the licence and
# the README. Without ORIEL_INSTALL these functions install nothing.
#
#   oriel_install_library(<name> COMPONENT <component> INCLUDE <dir of public headers> DESCRIPTION <sentence>
#                         [LINK <our libraries>] [LIBS <third-party targets>] [PRIVATE_FLAGS <linker flags>])
#   oriel_install_program(<target>)
#   oriel_install_package()
#
# The CMake package has a component for each library: runtime, oriel and widgets. The component "static" adds the static
# forms of the requested libraries, and alone needs the development files of third parties. No installed file names its own
# place, so that the prefix can be chosen late.

include(CMakePackageConfigHelpers)
set(ORIEL_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/oriel")
set(ORIEL_PC_DIR "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

function(oriel_install_library name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "COMPONENT;INCLUDE;DESCRIPTION" "LINK;LIBS;PRIVATE_FLAGS")
	set_target_properties(${name} PROPERTIES INSTALL_RPATH "$ORIGIN")
	if(NOT ORIEL_INSTALL)
		return()
	endif()
	foreach(form "" -static)
		install(TARGETS ${name}${form} EXPORT ${name}${form})
		install(EXPORT ${name}${form} NAMESPACE oriel:: FILE ${name}${form}-targets.cmake DESTINATION "${ORIEL_CMAKE_DIR}")
	endforeach()
	install(DIRECTORY "${arg_INCLUDE}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")

	set(modules ${arg_LIBS})
	list(FILTER modules INCLUDE REGEX "^PkgConfig::")
	list(TRANSFORM modules REPLACE "^PkgConfig::" "")
	list(JOIN modules " " modules_text)
	set_property(GLOBAL APPEND_STRING PROPERTY ORIEL_PC_MODULES "set(oriel_modules_${arg_COMPONENT} ${modules_text})\n")

	set(PC_NAME ${name})
	set(PC_DESCRIPTION "${arg_DESCRIPTION}")
	list(TRANSFORM arg_LINK APPEND " = ${PROJECT_VERSION}")
	list(JOIN arg_LINK ", " PC_REQUIRES)
	list(JOIN modules ", " PC_REQUIRES_PRIVATE)
	list(JOIN arg_PRIVATE_FLAGS " " PC_LIBS_PRIVATE)
	string(REGEX REPLACE "[^/]+" ".." PC_PREFIX "${ORIEL_PC_DIR}")
	configure_file("${PROJECT_SOURCE_DIR}/cmake/oriel.pc.in" "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
	install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${ORIEL_PC_DIR}")
endfunction()

function(oriel_install_program target)
	file(RELATIVE_PATH libs "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
	set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${libs}")
	if(ORIEL_INSTALL)
		install(TARGETS ${target})
	endif()
endfunction()

function(oriel_install_package)
	if(NOT ORIEL_INSTALL)
		return()
	endif()
	get_property(ORIEL_PC_MODULES GLOBAL PROPERTY ORIEL_PC_MODULES)
	configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/orielConfig.cmake.in"
		"${PROJECT_BINARY_DIR}/orielConfig.cmake"
		INSTALL_DESTINATION "${ORIEL_CMAKE_DIR}"
		NO_SET_AND_CHECK_MACRO)
	write_basic_package_version_file("${PROJECT_BINARY_DIR}/orielConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
	install(FILES
		"${PROJECT_BINARY_DIR}/orielConfig.cmake"
		"${PROJECT_BINARY_DIR}/orielConfigVersion.cmake"
		DESTINATION "${ORIEL_CMAKE_DIR}")
	install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
endfunction()
