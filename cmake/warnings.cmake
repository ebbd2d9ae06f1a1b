# Warnings for everything of ours; fatal in the presets that judge (check, tsan, fuzz).
option(REFRAIN_WERROR "treat warnings as errors" OFF)
add_library(refrain_warnings INTERFACE)
# GCC 12 reports -Wrestrict inside its own std::string (GCC bug 105651): off.
target_compile_options(refrain_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow
                                                  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                                                  $<$<BOOL:${REFRAIN_WERROR}>:-Werror>)
