/* SPDX-License-Identifier: MIT */
/*
 * Shadow trees: separate trees, closed as a closed shadow root. Source: DOM, "shadow trees".
 */
#include "kit.h"

#include <oriel/runtime/abort.h>
#include <oriel/ui/selector.h>
#include <oriel/runtime/target.h>

static struct order told;

/* r(h(c) s); h has the shadow children p(q) and o. */
struct field {
	oriel_widget *r, *h, *c, *s, *p, *q, *o;
};

static struct field field_new(void) {
	struct field field = { .c = kit_box("c", NULL),
		.q = kit_box("q", NULL),
		.o = kit_box("o", NULL),
		.s = kit_box("s", NULL) };
	field.h = kit_box("h", field.c, NULL);
	field.p = kit_box("p", field.q, NULL);
	field.r = kit_box("r", field.h, field.s, NULL);
	assert_int_equal(oriel_widget_append_shadow_child(field.h, field.p), ORIEL_OK);
	assert_int_equal(oriel_widget_append_shadow_child(field.h, field.o), ORIEL_OK);
	return field;
}

static void shadow_children_are_not_children(void **state) {
	struct field f = field_new();
	kit_assert_tree(f.r, "r(h(c) s)");
	kit_assert_tree(f.p, "p(q)");
	assert_int_equal(oriel_child_count(f.h), 1);
	assert_null(oriel_parent(f.p));
	assert_ptr_equal(oriel_widget_root(f.q), f.p);
	assert_ptr_equal(oriel_widget_first_shadow_child(f.h), f.p);
	assert_ptr_equal(oriel_next_sibling(f.p), f.o);
	assert_ptr_equal(oriel_widget_last_shadow_child(f.h), f.o);
	assert_null(oriel_widget_first_shadow_child(f.r));
	assert_ptr_equal(oriel_widget_host(f.q), f.h);
	assert_ptr_equal(oriel_widget_host(f.o), f.h);
	assert_null(oriel_widget_host(f.h));
	assert_null(oriel_widget_host(NULL));
	assert_false(oriel_widget_contains(f.h, f.q));
	assert_true(oriel_widget_contains(f.p, f.q));
	oriel_destroy(f.r);
}

static void tree_order_stays_in_one_tree(void **state) {
	struct field f = field_new();
	for (const oriel_widget *at = f.r; at != NULL; at = oriel_widget_next_in_tree(at, NULL))
		order_add(&told, "%s", kit_name(at));
	assert_order(&told, "r, h, c, s");
	for (const oriel_widget *at = f.p; at != NULL; at = oriel_widget_next_in_tree(at, NULL))
		order_add(&told, "%s", kit_name(at));
	assert_order(&told, "p, q, o");
	for (const oriel_widget *at = f.o; at != NULL; at = oriel_widget_previous_in_tree(at, NULL))
		order_add(&told, "%s", kit_name(at));
	assert_order(&told, "o, q, p");
	oriel_destroy(f.r);
}

static void a_shadow_child_can_be_removed_and_inserted_elsewhere(void **state) {
	struct field f = field_new();
	assert_ptr_equal(oriel_remove(f.p), f.p);
	assert_null(oriel_widget_host(f.q));
	assert_ptr_equal(oriel_widget_first_shadow_child(f.h), f.o);
	assert_int_equal(oriel_append(f.s, f.o), ORIEL_OK);
	assert_null(oriel_widget_first_shadow_child(f.h));
	assert_null(oriel_widget_host(f.o));
	assert_int_equal(oriel_widget_append_shadow_child(f.h, f.c), ORIEL_OK);
	assert_int_equal(oriel_widget_append_shadow_child(f.h, f.c), ORIEL_OK);
	kit_assert_tree(f.r, "r(h s(o))");
	assert_ptr_equal(oriel_widget_host(f.c), f.h);
	oriel_destroy(f.p);
	oriel_destroy(f.r);
}

static void cycles_through_shadow_trees_are_refused(void **state) {
	struct field f = field_new();
	oriel_widget *leaf = kit_widget("leaf"), *text = oriel_text_node("x"),
				 *fragment = oriel_fragment();
	assert_int_equal(oriel_try_append(f.q, f.h), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(f.q, f.r), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_append_shadow_child(f.q, f.h), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_append_shadow_child(f.h, f.h), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(
		oriel_widget_try_append_shadow_child(f.h, text), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(
		oriel_widget_try_append_shadow_child(f.h, fragment), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(
		oriel_widget_try_append_shadow_child(fragment, f.s), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_insert_before(f.h, f.s, f.o), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_try_replace(f.o, f.s), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_widget_append_shadow_child(leaf, f.s), ORIEL_OK);
	assert_ptr_equal(oriel_widget_host(f.s), leaf);
	kit_assert_tree(f.r, "r(h(c))");
	oriel_destroy(leaf);
	oriel_destroy(text);
	oriel_destroy(fragment);
	oriel_destroy(f.r);
}

static void selectors_stop_at_the_host(void **state) {
	struct field f = field_new();
	oriel_widget *found[8];
	assert_int_equal(oriel_query_all(f.r, "*", found, 8), 3);
	assert_null(oriel_query(f.h, "#p"));
	assert_ptr_equal(oriel_query(f.p, "#q"), f.q);
	assert_true(oriel_matches(f.q, "#q"));
	assert_true(oriel_matches(f.q, "#p > #q"));
	assert_false(oriel_matches(f.q, "#h #q"));
	assert_false(oriel_matches(f.p, "#h > #p"));
	assert_true(oriel_matches(f.o, "#p + #o"));
	assert_false(oriel_matches(f.p, ":root"));
	assert_true(oriel_matches(f.p, ":first-child:nth-last-child(2)"));
	assert_true(oriel_matches(f.o, ":last-child:nth-child(2):nth-last-child(1 of #o)"));
	assert_null(oriel_closest(f.q, "#h"));
	assert_ptr_equal(oriel_closest(f.q, "#p"), f.p);
	oriel_destroy(f.c);
	assert_true(oriel_matches(f.h, ":empty"));
	oriel_destroy(f.r);
}

static void host_selector_matches_from_the_shadow_tree(void **state) {
	struct field f = field_new();
	oriel_add_class(f.h, "hot");
	assert_true(oriel_matches(f.p, ":host > #p"));
	assert_true(oriel_matches(f.q, ":host #q"));
	assert_true(oriel_matches(f.q, ":host(.hot) > #p > #q"));
	assert_true(oriel_matches(f.o, ":host(.hot:not(.cold)) > :first-child + #o"));
	assert_true(oriel_matches(f.q, ":is(:host(#h) > *) #q"));
	assert_false(oriel_matches(f.q, ":host > #q"));
	assert_false(oriel_matches(f.q, ":host(.cold) #q"));
	assert_false(oriel_matches(f.h, ":host"));
	assert_false(oriel_matches(f.h, ":host(.hot)"));
	assert_false(oriel_matches(f.c, ":host(.hot) #c"));
	assert_false(oriel_matches(f.q, ":root :host #q"));
	assert_false(oriel_matches(f.q, ":host(.hot).hot #q"));
	assert_false(oriel_matches(f.o, ":host ~ #o"));
	assert_ptr_equal(oriel_query(f.p, ":host(.hot) *"), f.q);
	oriel_widget *inner = kit_box("inner", NULL);
	assert_int_equal(oriel_widget_append_shadow_child(f.q, inner), ORIEL_OK);
	assert_true(oriel_matches(inner, ":host(#q) #inner"));
	assert_false(oriel_matches(inner, ":host(.hot) #inner"));
	oriel_destroy(f.r);
}

static void on_event(oriel_event *event, void *data) {
	order_add(&told, "%s:%s of %s", (const char *)data, kit_name(oriel_event_current_widget(event)),
		kit_name(oriel_event_widget(event)));
}

static void events_are_retargeted_to_the_host_and_leave_only_if_composed(void **state) {
	struct field f = field_new();
	oriel_widget *all[] = { f.r, f.h, f.p, f.q };
	for (size_t i = 0; i < 4; i++)
		oriel_listen(all[i], "poke", on_event, "on");
	oriel_delegate(f.r, "poke", "*", on_event, "delegated");
	oriel_fire(f.q, "poke", .bubbles = true, .composed = true);
	assert_order(&told, "on:q of q, on:p of q, on:h of h, delegated:h of h, on:r of h");
	oriel_fire(f.q, "poke", .bubbles = true);
	assert_order(&told, "on:q of q, on:p of q");
	oriel_fire(f.p, "poke", .composed = true);
	assert_order(&told, "on:p of p, on:h of h");
	oriel_fire(
		f.q, "poke", .bubbles = true, .composed = true, .related_target = oriel_widget_target(f.o));
	assert_order(&told, "on:q of q, on:p of q");
	oriel_remove(f.p);
	oriel_fire(f.q, "poke", .bubbles = true, .composed = true);
	assert_order(&told, "on:q of q, on:p of q");
	oriel_destroy(f.p);
	oriel_destroy(f.r);
}

static void disabling_the_host_disables_its_shadow_tree(void **state) {
	struct field f = field_new();
	oriel_set_disabled(f.h, true);
	assert_true(oriel_is_disabled(f.q));
	assert_false(oriel_is_disabled(f.s));
	oriel_remove(f.p);
	assert_false(oriel_is_disabled(f.q));
	oriel_destroy(f.p);
	oriel_destroy(f.r);
}

static void on_abort(oriel_event *event, void *data) {
	order_add(&told, "%s", (const char *)data);
}

static void destroying_the_host_destroys_its_shadow_tree(void **state) {
	struct field f = field_new();
	oriel_widget *all[] = { f.r, f.h, f.c, f.s, f.p, f.q, f.o };
	static const char *const names[] = { "r", "h", "c", "s", "p", "q", "o" };
	for (size_t i = 0; i < 7; i++)
		oriel_listen(oriel_widget_signal(all[i]), "abort", on_abort, (void *)(uintptr_t)names[i]);
	oriel_widget_id id = oriel_widget_to_id(f.q);
	oriel_destroy(f.h);
	assert_order(&told, "c, q, p, o, h");
	assert_null(oriel_widget_from_id(id));
	oriel_destroy(f.r);
	assert_order(&told, "s, r");
}

static void positions_are_compared_in_one_tree(void **state) {
	struct field f = field_new();
	assert_int_equal(oriel_widget_compare_position(f.p, f.o), ORIEL_POSITION_FOLLOWING);
	assert_int_equal(oriel_widget_compare_position(f.o, f.q), ORIEL_POSITION_PRECEDING);
	assert_int_equal(oriel_widget_compare_position(f.p, f.q),
		ORIEL_POSITION_CONTAINED_BY | ORIEL_POSITION_FOLLOWING);
	unsigned apart = oriel_widget_compare_position(f.h, f.p);
	assert_int_equal(
		apart & ~6u, ORIEL_POSITION_DISCONNECTED | ORIEL_POSITION_IMPLEMENTATION_SPECIFIC);
	assert_int_equal(apart ^ oriel_widget_compare_position(f.p, f.h),
		ORIEL_POSITION_PRECEDING | ORIEL_POSITION_FOLLOWING);
	oriel_destroy(f.r);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(shadow_children_are_not_children),
		KIT_TEST(tree_order_stays_in_one_tree),
		KIT_TEST(a_shadow_child_can_be_removed_and_inserted_elsewhere),
		KIT_TEST(cycles_through_shadow_trees_are_refused),
		KIT_TEST(selectors_stop_at_the_host),
		KIT_TEST(host_selector_matches_from_the_shadow_tree),
		KIT_TEST(events_are_retargeted_to_the_host_and_leave_only_if_composed),
		KIT_TEST(disabling_the_host_disables_its_shadow_tree),
		KIT_TEST(destroying_the_host_destroys_its_shadow_tree),
		KIT_TEST(positions_are_compared_in_one_tree));
}
