#include "draw/surface.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <cmath>
#include <memory>
#include <string_view>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "draw/font.hpp"
#include "draw/png_words.hpp"
#include "draw/svg_words.hpp"

namespace breakeven::draw {
namespace {

using figure::FileFormat;

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

struct DestroyContext {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};
using Context = std::unique_ptr<cairo_t, DestroyContext>;

void require(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) throw Error(fmt::format("cannot draw: {}", cairo_status_to_string(status)));
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

int dots(double points) { return static_cast<int>(std::ceil(points * png_dots_per_inch / 72)); }

void set_words(cairo_surface_t* pdf, const Words& words) {
  // Without a date cairo would write today's.
  const std::string date = fmt::format("{}T00:00:00Z", words.day.empty() ? "1970-01-01" : words.day);
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, words.title.c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, words.description.c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "breakeven");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
}

Surface make_surface(FileFormat format, Size size, const Words& words, std::string& bytes) {
  switch (format) {
    case FileFormat::svg: return Surface(cairo_svg_surface_create_for_stream(append, &bytes, size.width, size.height));
    case FileFormat::pdf: {
      Surface pdf(cairo_pdf_surface_create_for_stream(append, &bytes, size.width, size.height));
      set_words(pdf.get(), words);
      return pdf;
    }
    case FileFormat::png: break;
  }
  return Surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, dots(size.width), dots(size.height)));
}

void draw_on(cairo_surface_t* surface, double scale, const std::function<void(Pen&)>& draw) {
  const Font font = load_font();
  const Context context(cairo_create(surface));
  cairo_scale(context.get(), scale, scale);
  cairo_set_font_face(context.get(), font.get());
  Pen pen(context.get());
  draw(pen);
  require(cairo_status(context.get()));
}

}  // namespace

std::string render(FileFormat format, Size size, const Words& words, const std::function<void(Pen&)>& draw) {
  std::string bytes;
  const Surface surface = make_surface(format, size, words, bytes);
  const bool is_png = format == FileFormat::png;
  draw_on(surface.get(), is_png ? png_dots_per_inch / 72 : 1, draw);
  if (is_png) require(cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
  cairo_surface_finish(surface.get());
  require(cairo_surface_status(surface.get()));
  if (is_png) return with_words_in_png(bytes, words, png_dots_per_inch);
  return format == FileFormat::svg ? with_words_in_svg(bytes, words) : bytes;
}

void measure_text(const std::function<void(Pen&)>& measure) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  draw_on(surface.get(), 1, measure);
}

}  // namespace breakeven::draw
