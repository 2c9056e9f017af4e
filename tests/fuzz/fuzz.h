/* SPDX-License-Identifier: MIT */
/* What a fuzzer calls; `make check` calls it with the corpus. */
#ifndef SHOUWEN_TESTS_FUZZ_H
#define SHOUWEN_TESTS_FUZZ_H

#include "shouwen/base/encoding.h"

#include <stddef.h>
#include <stdint.h>

/* The folder of its inputs in tests/fuzz. */
extern const char fuzz_corpus[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
/* The part of it that asks which column is which field; forced: ENCODING_NONE, or said. */
void fuzz_mapping(const char *bytes, size_t length, enum encoding forced, size_t seed);

#endif
