// Text and boxes at places of pages, and the PDF of them. Internal to this folder: the only user of Pango and Cairo.
// Threads: one. Lengths in points, from the top left.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/pages.h"

namespace keybook::documents {

struct Colour {
  double red = 0, green = 0, blue = 0;
};

struct Style {
  double size = 9.5;
  bool bold = false;
  Colour colour = {};
  Align align = Align::Left;
};

// A text broken into lines.
struct Block {
  struct Line {
    double top = 0, bottom = 0, baseline = 0;  // below the block's top
  };
  std::vector<Line> lines;
  double natural_width = 0;  // of the longest line
  Colour colour;
  std::shared_ptr<void> layout;

  // Of the lines from `first` to before `last`.
  [[nodiscard]] double height(std::size_t first, std::size_t last) const {
    return first >= last ? 0 : lines[last - 1].bottom - lines[first].top;
  }
  [[nodiscard]] double height() const { return height(0, lines.size()); }
};

struct PageSize {
  double width = 595.28, height = 841.89;  // A4
};

class Canvas {
 public:
  explicit Canvas(Language language);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  [[nodiscard]] Block block(std::string_view text, const Style& style, double width) const;
  // Lines `first` to before `last`, the first one's top at `y`.
  void text(int page, double x, double y, const Block& block, std::size_t first, std::size_t last);
  void box(int page, double x, double y, double width, double height, const Colour& colour);

  [[nodiscard]] bool has_chinese() const;
  [[nodiscard]] std::string pdf(const PageSize& size, int pages, const std::string& title,
                                const std::string& made_at) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace keybook::documents
