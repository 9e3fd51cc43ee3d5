/* SPDX-License-Identifier: MIT */
/*
 * What an X server says about settings, which other programs write: the list of an XSETTINGS
 * manager, and resources as text. Each result is within its limits.
 */
#include "desktop/xsettings_internal.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_scale(float scale) {
	if (scale != 0 && !(scale >= 0.5f && scale <= 8))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel__desktop_settings settings = oriel__xsettings_parse(data, size);
	check_scale(settings.scale);
	if (settings.color_scheme > ORIEL_COLOR_SCHEME_DARK ||
		settings.contrast > ORIEL_CONTRAST_MORE || settings.motion > ORIEL_MOTION_REDUCED)
		abort();
	check_scale(oriel__xsettings_parse_resources((const char *)data, size));
	return 0;
}
