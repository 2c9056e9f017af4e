/* SPDX-License-Identifier: MIT */
/* What a fuzzer calls; `make check` calls it with the corpus. */
#ifndef SHOUWEN_TESTS_FUZZ_H
#define SHOUWEN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
