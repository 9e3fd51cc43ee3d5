/* SPDX-License-Identifier: MIT */
/* The decoders of formats whose headers were not there when Oriel was built. */
#include "image/decoder_internal.h"

#define MISSING(function, format) \
	bool function(struct oriel__decoding *decoding) { \
		return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR, \
			"Oriel was built without " format "; build it where its headers are installed"); \
	}

#ifndef ORIEL_PNG
MISSING(oriel__decode_png, "libpng")
#endif
#ifndef ORIEL_JPEG
MISSING(oriel__decode_jpeg, "libjpeg-turbo")
#endif
#ifndef ORIEL_WEBP
MISSING(oriel__decode_webp, "libwebp")
#endif
#ifndef ORIEL_GIF
MISSING(oriel__decode_gif, "giflib")
#endif
