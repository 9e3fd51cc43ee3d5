/* Shared scene of the raster programs: 1280x800 ARGB32 premultiplied; fill light grey; 5,000 glyphs (DejaVu
 * Sans 13 px, A8, random printable ASCII, dark) in 25-glyph lines; 200 opaque rounded rects 120x36, radius 8,
 * antialiased. */
#ifndef RASTER_SCENE_H
#define RASTER_SCENE_H
#include "bench.h"
#define RASTER_FONT "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
enum { RW = 1280, RH = 800, NG = 5000, NR = 200 };
typedef struct {
  int x, y, w, h;
} RRect;
typedef struct {
  int ch, x, y;
} RGlyph; /* y = baseline */
static RGlyph rg[NG];
static RRect rr[NR];
static const RRect r_full = {0, 0, RW, RH}, r_damage = {600, 400, 200, 40};
static inline void raster_make(void)
{
  uint64_t s = 88172645463325252u;
  for (int i = 0; i < NG; i++)
    rg[i] =
        (RGlyph){33 + (int)(bench_rand(&s) % 94), 4 + (i / 25 % 6) * 210 + (i % 25) * 8, 16 + (i / 150) * 23};
  for (int i = 0; i < NR; i++)
    rr[i] = (RRect){(i % 10) * 128 + 4, (i / 10) * 40 + 2, 120, 36};
}
static inline int r_hit(RRect a, RRect c)
{
  return a.x < c.x + c.w && a.x + a.w > c.x && a.y < c.y + c.h && a.y + a.h > c.y;
}
#endif
