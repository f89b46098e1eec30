# A registry is one .def file with one line per entry; C includes it to make its table, CMake reads it
# here so that a line without its file stops the configuration. The id is the file name.
function(strata_registry_check def macro dir)
  file(STRINGS ${def} lines REGEX "^${macro}\\(")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${def})
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^${macro}\\(([a-z0-9_]+).*" "\\1" id "${line}")
    if(NOT EXISTS ${dir}/${id}.c)
      message(FATAL_ERROR "${def} names '${id}', but ${dir}/${id}.c does not exist")
    endif()
  endforeach()
endfunction()
