/* SPDX-License-Identifier: MIT */
#include "shadow_part_internal.h"

#include <oriel/extend/widget.h>

static const struct oriel_widget_class shadow_part_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "shadow-part",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
};

oriel_widget *oriel__append_shadow_part(oriel_widget *host, const char *name) {
	oriel_widget *part = oriel_widget_new(&shadow_part_class);
	oriel_set_attribute(part, "part", name);
	oriel_widget_append_shadow_child(host, part);
	return part;
}
