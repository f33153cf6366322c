# What comes from Debian. All of it is headers: the executable links nothing but the C++ runtime.
add_library(asynclint_third_party INTERFACE)
target_compile_definitions(asynclint_third_party INTERFACE XXH_INLINE_ALL)

if(NOT CMAKE_CROSSCOMPILING)
  find_package(nlohmann_json REQUIRED)
  find_package(CLI11 REQUIRED)
  find_package(fmt REQUIRED)
  target_link_libraries(asynclint_third_party INTERFACE nlohmann_json::nlohmann_json CLI11::CLI11 fmt::fmt-header-only)
  return()
endif()

# Beside them in /usr/include are those of this machine's C library, which is not the target's: only theirs are shown.
set(headers ${CMAKE_BINARY_DIR}/include-roots/third-party)
file(MAKE_DIRECTORY ${headers})
foreach(header IN ITEMS nlohmann CLI fmt xxhash.h)
  if(NOT EXISTS /usr/include/${header})
    message(FATAL_ERROR "/usr/include/${header} is missing: run `./dev build`, which installs it")
  endif()
  file(CREATE_LINK /usr/include/${header} ${headers}/${header} SYMBOLIC)
endforeach()
target_compile_definitions(asynclint_third_party INTERFACE FMT_HEADER_ONLY)
# For all, as /usr/include is.
include_directories(SYSTEM ${headers})
