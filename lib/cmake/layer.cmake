# One folder of lib/ as one object library. Its sources are every .c in it; which folders it may include
# is checked by tests/lint/layers.
function(strata_layer name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c)
  add_library(strata_${name} OBJECT ${sources})
  target_include_directories(strata_${name} PRIVATE ${PROJECT_SOURCE_DIR}/lib
    ${PROJECT_SOURCE_DIR}/lib/include)
  target_link_libraries(strata_${name} PRIVATE strata_options ${ARGN})
  set_property(GLOBAL APPEND PROPERTY STRATA_LAYERS strata_${name})
endfunction()
