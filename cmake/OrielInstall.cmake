# SPDX-License-Identifier: MIT
#
# What cmake --install puts in place, besides what is built: headers, .pc files and the CMake package.
#
#   oriel_install_library(<name> INCLUDE <dir of public headers> DESCRIPTION <sentence>
#                         [LINK <our libraries>] [LIBS <third-party targets>])
#   oriel_install_program(<target>)
#   oriel_install_package()
#
# The static libraries are a component of the package of their own, "static": only who asks for it needs the third
# parties' development files. Nothing that is installed names its own place, so that the prefix can be chosen late.

include(CMakePackageConfigHelpers)
set(ORIEL_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/oriel")
set(ORIEL_PC_DIR "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

function(oriel_install_library name)
	cmake_parse_arguments(PARSE_ARGV 1 arg "" "INCLUDE;DESCRIPTION" "LINK;LIBS")
	install(TARGETS ${name} EXPORT oriel)
	install(TARGETS ${name}-static EXPORT oriel-static)
	install(DIRECTORY "${arg_INCLUDE}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
	set_target_properties(${name} PROPERTIES INSTALL_RPATH "$ORIGIN")

	set(modules ${arg_LIBS})
	list(FILTER modules INCLUDE REGEX "^PkgConfig::")
	list(TRANSFORM modules REPLACE "^PkgConfig::" "")
	set_property(GLOBAL APPEND PROPERTY ORIEL_PC_MODULES ${modules})

	set(PC_NAME ${name})
	set(PC_DESCRIPTION "${arg_DESCRIPTION}")
	list(JOIN arg_LINK ", " PC_REQUIRES)
	list(JOIN modules ", " PC_REQUIRES_PRIVATE)
	string(REGEX REPLACE "[^/]+" ".." PC_PREFIX "${ORIEL_PC_DIR}")
	configure_file("${PROJECT_SOURCE_DIR}/cmake/oriel.pc.in" "${PROJECT_BINARY_DIR}/${name}.pc" @ONLY)
	install(FILES "${PROJECT_BINARY_DIR}/${name}.pc" DESTINATION "${ORIEL_PC_DIR}")
endfunction()

function(oriel_install_program target)
	file(RELATIVE_PATH libs "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
	set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${libs}")
	install(TARGETS ${target})
endfunction()

function(oriel_install_package)
	get_property(ORIEL_PC_MODULES GLOBAL PROPERTY ORIEL_PC_MODULES)
	list(REMOVE_DUPLICATES ORIEL_PC_MODULES)
	configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/orielConfig.cmake.in"
		"${PROJECT_BINARY_DIR}/orielConfig.cmake"
		INSTALL_DESTINATION "${ORIEL_CMAKE_DIR}"
		NO_SET_AND_CHECK_MACRO)
	write_basic_package_version_file("${PROJECT_BINARY_DIR}/orielConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
	install(FILES
		"${PROJECT_BINARY_DIR}/orielConfig.cmake"
		"${PROJECT_BINARY_DIR}/orielConfigVersion.cmake"
		DESTINATION "${ORIEL_CMAKE_DIR}")
	install(EXPORT oriel NAMESPACE oriel:: FILE orielTargets.cmake DESTINATION "${ORIEL_CMAKE_DIR}")
	install(EXPORT oriel-static NAMESPACE oriel:: FILE orielStaticTargets.cmake DESTINATION "${ORIEL_CMAKE_DIR}")
endfunction()
