# What is installed: program, libraries, public headers, schemas, manual pages, and how other builds
# find them. Nothing names the place it was built in, and all of it may be moved.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/strata)

install(TARGETS strata strata_certify RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS strata_static strata_shared EXPORT strataTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/lib/include/strata
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/strata)
get_property(pages GLOBAL PROPERTY STRATA_MAN_PAGES)
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

install(EXPORT strataTargets NAMESPACE strata:: DESTINATION ${package_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/lib/cmake/strataConfig.cmake.in
  ${PROJECT_BINARY_DIR}/strataConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/strataConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/strataConfig.cmake
  ${PROJECT_BINARY_DIR}/strataConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/lib/cmake/dependencies.cmake DESTINATION ${package_dir})

if(ISAL_FOUND)
  set(STRATA_PC_ISAL " libisal")
endif()
if(GLPK_FOUND)
  set(STRATA_PC_GLPK " -lglpk")
endif()
file(RELATIVE_PATH STRATA_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${PROJECT_SOURCE_DIR}/lib/cmake/strata.pc.in ${PROJECT_BINARY_DIR}/strata.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/strata.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
