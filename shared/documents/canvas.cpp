#include "documents/canvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace keybook::documents {

namespace {

// The same family has Chinese and Latin letters that fit each other. SC: outside a Chinese locale fontconfig would pick
// the Japanese forms of characters.
constexpr const char* family = "Noto Sans CJK SC, Noto Sans, sans-serif";
constexpr const char* sample = "客户交接简报";
constexpr float line_spacing = 1.18F;
constexpr double points_per_inch = 72;

template <class T>
std::shared_ptr<T> owned(T* object) {
  return std::shared_ptr<T>(object, [](T* held) { g_object_unref(held); });
}

PangoLayout* layout_of(const Block& block) { return static_cast<PangoLayout*>(block.layout.get()); }

std::string valid(std::string_view text) {
  char* made = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
  std::string out = made;
  g_free(made);
  return out;
}

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

cairo_status_t append(void* out, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Canvas::Parts {
  struct Text {
    int page;
    double x, y;  // of the block's top, had it begun with its first line
    Block block;
    std::size_t first, last;
  };
  struct Box {
    int page;
    double x, y, width, height;
    Colour colour;
  };
  std::shared_ptr<PangoFontMap> fonts;
  std::shared_ptr<PangoContext> context;
  std::vector<Text> texts;
  std::vector<Box> boxes;
};

Canvas::Canvas(Language language) : parts_(std::make_unique<Parts>()) {
  parts_->fonts = owned(pango_cairo_font_map_new());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(parts_->fonts.get()), points_per_inch);
  parts_->context = owned(pango_font_map_create_context(parts_->fonts.get()));
  pango_context_set_language(parts_->context.get(),
                             pango_language_from_string(language == Language::Chinese ? "zh-cn" : "en"));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);  // a printer has pixels enough
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(parts_->context.get(), options);
  cairo_font_options_destroy(options);
}

Canvas::~Canvas() = default;

Block Canvas::block(std::string_view text, const Style& style, double width) const {
  Block block;
  block.colour = style.colour;
  const std::shared_ptr<PangoLayout> layout = owned(pango_layout_new(parts_->context.get()));
  PangoFontDescription* font = pango_font_description_from_string(family);
  pango_font_description_set_size(font, static_cast<int>(style.size * PANGO_SCALE));
  if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout.get(), line_spacing);
  pango_layout_set_alignment(layout.get(), style.align == Align::Right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text(layout.get(), valid(text).c_str(), -1);

  PangoLayoutIter* lines = pango_layout_get_iter(layout.get());
  do {
    int top = 0, bottom = 0;
    pango_layout_iter_get_line_yrange(lines, &top, &bottom);
    block.lines.push_back({points(top), points(bottom), points(pango_layout_iter_get_baseline(lines))});
    PangoRectangle inside;
    pango_layout_iter_get_line_extents(lines, nullptr, &inside);
    block.natural_width = std::max(block.natural_width, points(inside.width));
  } while (pango_layout_iter_next_line(lines) != 0);
  pango_layout_iter_free(lines);
  block.layout = layout;
  return block;
}

void Canvas::text(int page, double x, double y, const Block& block, std::size_t first, std::size_t last) {
  if (first < last) parts_->texts.push_back({page, x, y - block.lines[first].top, block, first, last});
}

void Canvas::box(int page, double x, double y, double width, double height, const Colour& colour) {
  parts_->boxes.push_back({page, x, y, width, height, colour});
}

bool Canvas::has_chinese() const {
  return pango_layout_get_unknown_glyphs_count(layout_of(block(sample, {}, points_per_inch * 10))) == 0;
}

std::string Canvas::pdf(const PageSize& size, int pages, const std::string& title, const std::string& made_at) const {
  std::string out;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &out, size.width, size.height);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, valid(title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Keybook");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 made_at.empty() ? "1970-01-01T00:00:00Z" : made_at.c_str());
  cairo_t* pen = cairo_create(surface);
  const auto choose = [pen](const Colour& colour) { cairo_set_source_rgb(pen, colour.red, colour.green, colour.blue); };
  for (int page = 0; page < pages; ++page) {
    for (const Parts::Box& box : parts_->boxes) {
      if (box.page != page) continue;
      choose(box.colour);
      cairo_rectangle(pen, box.x, box.y, box.width, box.height);
      cairo_fill(pen);
    }
    for (const Parts::Text& text : parts_->texts) {
      if (text.page != page) continue;
      choose(text.block.colour);
      PangoLayout* layout = layout_of(text.block);
      const double width = points(pango_layout_get_width(layout));
      for (std::size_t i = text.first; i < text.last; ++i) {
        PangoLayoutLine* line = pango_layout_get_line_readonly(layout, static_cast<int>(i));
        PangoRectangle inside;
        pango_layout_line_get_extents(line, nullptr, &inside);
        const bool right = pango_layout_get_alignment(layout) == PANGO_ALIGN_RIGHT;
        cairo_move_to(pen, text.x + (right ? width - points(inside.width) : 0), text.y + text.block.lines[i].baseline);
        pango_cairo_show_layout_line(pen, line);
      }
    }
    cairo_show_page(pen);
  }
  cairo_destroy(pen);
  cairo_surface_finish(surface);
  const cairo_status_t status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  return status == CAIRO_STATUS_SUCCESS ? out : std::string();
}

}  // namespace keybook::documents
