#include "draw/draw_figure.hpp"

#include "draw/axes.hpp"
#include "draw/layout.hpp"
#include "draw/legend.hpp"
#include "draw/marks.hpp"
#include "draw/surface.hpp"

namespace breakeven::draw {

std::string draw_figure(const figure::Figure& figure, figure::FileFormat format, double width_cm) {
  Layout layout;
  measure_text([&](Pen& pen) { layout = lay_out(figure, width_cm * points_per_cm, pen); });
  const Words words{figure.title, figure.caption, figure.day};
  return render(format, {layout.width, layout.height}, words, [&](Pen& pen) {
    const Scales scales(figure, layout.plot);
    pen.clear();
    draw_grid(figure, layout, scales, pen);
    draw_series(figure, layout, scales, pen);
    draw_axes(figure, layout, scales, pen);
    draw_legend(layout.legend, pen);
  });
}

}  // namespace breakeven::draw
