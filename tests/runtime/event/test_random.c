/* SPDX-License-Identifier: MIT */
/*
 * Random dispatch cases: the library against the model. A step is one byte of a case.
 */
#include "dispatch_case.h"
#include "nodes.h"
#include "shrink.h"

static void random_dispatches_agree_with_the_model_of_the_standard(void **state) {
	play_seeds(&(struct random_test){
		.step_size = 1, .max_steps = 160, .seeds = 40000, .play = dispatch_case_agrees });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
		random_dispatches_agree_with_the_model_of_the_standard, world_setup, world_teardown));
}
