# Warnings for everything of ours; fatal in the presets that judge (check, tsan, fuzz).
option(REFRAIN_WERROR "treat warnings as errors" OFF)
add_library(refrain_warnings INTERFACE)
target_compile_options(refrain_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow
                                                  $<$<BOOL:${REFRAIN_WERROR}>:-Werror>)
