#include "draw/font.hpp"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <utility>

#include "breakeven/error.hpp"

// BREAKEVEN_FONT is the path of the file, as html/page_template.cpp has its own.
asm(".pushsection .rodata\n"
    "breakeven_font_begin:\n"
    ".incbin \"" BREAKEVEN_FONT
    "\"\n"
    "breakeven_font_end:\n"
    ".popsection\n");

extern "C" const FT_Byte breakeven_font_begin[];  // NOLINT(*-avoid-c-arrays): these are labels of the assembler
extern "C" const FT_Byte breakeven_font_end[];    // NOLINT(*-avoid-c-arrays)

namespace breakeven::draw {
namespace {

/// Must live as long as cairo knows of the face, which cairo alone can tell.
struct Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  Face() = default;
  ~Face() {
    FT_Done_Face(face);
    FT_Done_FreeType(library);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
};

void destroy(void* face) { delete static_cast<Face*>(face); }  // NOLINT(cppcoreguidelines-owning-memory)

constexpr cairo_user_data_key_t face_key{};

}  // namespace

Font load_font() {
  auto face = std::make_unique<Face>();
  const FT_Long bytes = breakeven_font_end - breakeven_font_begin;
  if (FT_Init_FreeType(&face->library) != 0 ||
      FT_New_Memory_Face(face->library, breakeven_font_begin, bytes, 0, &face->face) != 0) {
    throw Error("the font of figures cannot be read");
  }
  Font font(cairo_ft_font_face_create_for_ft_face(face->face, FT_LOAD_NO_HINTING));
  if (cairo_font_face_set_user_data(font.get(), &face_key, face.get(), destroy) != CAIRO_STATUS_SUCCESS) {
    throw Error("the font of figures cannot be used");
  }
  static_cast<void>(face.release());  // it is cairo's now
  return font;
}

}  // namespace breakeven::draw
