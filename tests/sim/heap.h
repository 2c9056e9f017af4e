/* SPDX-License-Identifier: MIT */
/* heap: the memory of the simulator, for itself and the libraries: quicker than the system's, which
 * returns to the system what the next seed needs again. A build with sanitizers has theirs. */
#ifndef SHOUWEN_TESTS_SIM_HEAP_H
#define SHOUWEN_TESTS_SIM_HEAP_H

/* In a process that has just forked: what comes now lies apart from what its parent had, which is
 * read and changed, and never used again for anything else. */
void heap_begin(void);

#endif
