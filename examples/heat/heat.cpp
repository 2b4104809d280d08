// Heat in a rod whose ends are kept cold: the explicit scheme (FTCS) on cells that are shared out in blocks.
//
// Each step needs one cell of either neighbour, so workers talk at every step, a little. Every cell is computed by the
// same operations in the same order whoever does it: the field is bit-identical for any number of workers.
#include <algorithm>
#include <array>
#include <bit>
#include <breakeven/error.hpp>
#include <breakeven/program.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using breakeven::Communicator;
using breakeven::Parameter;

std::uint64_t mixed(std::uint64_t word) {  // the finaliser of MurmurHash3
  word = (word ^ (word >> 33U)) * 0xff51afd7ed558ccd;
  word = (word ^ (word >> 33U)) * 0xc4ceb9fe1a85ec53;
  return word ^ (word >> 33U);
}

/// The cells [first, first + count) of a worker, with one more at either end that belongs to its neighbours.
struct Block {
  Block(std::uint64_t cells, const Communicator& communicator)
      : first(begin_of(communicator.rank(), cells, communicator.size())),
        count(begin_of(communicator.rank() + 1, cells, communicator.size()) - first),
        left(first > 0 && count > 0 ? owner_of(first - 1, cells, communicator.size()) : nobody),
        right(first + count < cells && count > 0 ? owner_of(first + count, cells, communicator.size()) : nobody),
        now(count + 2),
        next(count + 2) {}

  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  static std::uint64_t begin_of(int worker, std::uint64_t cells, int workers) {
    return cells * static_cast<std::uint64_t>(worker) / static_cast<std::uint64_t>(workers);
  }
  /// The inverse: with fewer cells than workers some have none, and neighbours are further away.
  static std::size_t owner_of(std::uint64_t cell, std::uint64_t cells, int workers) {
    return ((cell + 1) * static_cast<std::uint64_t>(workers) - 1) / cells;
  }

  std::uint64_t first;
  std::uint64_t count;
  std::size_t left;
  std::size_t right;
  std::vector<double> now;  ///< cell first + i is now[i + 1]
  std::vector<double> next;
};

struct Rod {
  static constexpr std::string_view name = "rod";
  static constexpr std::string_view description = "Heat in a rod: neighbours that talk at every step";

  std::uint64_t cells = 1'000'000;
  int steps = 100;
  int mode = 1;
  double ratio = 0.25;

  static constexpr auto parameters() {
    return std::tuple(Parameter("n", &Rod::cells, "Cells of the rod"), Parameter("steps", &Rod::steps, "Steps in time"),
                      Parameter("mode", &Rod::mode, "Half waves of the sine that it begins with"),
                      Parameter("ratio", &Rod::ratio, "Step in time over the square of that in space, up to 0.5"));
  }

  void validate() const {
    if (cells < 1 || cells > most_cells) throw breakeven::UsageError("n: a rod has 1 to 2^40 cells");
    if (steps < 0) throw breakeven::UsageError("steps: a number of steps is not negative");
    if (!(ratio > 0 && ratio <= 0.5)) throw breakeven::UsageError("ratio: the scheme is stable above 0 and up to 0.5");
  }

  std::uint64_t memory_bytes(int workers) const {
    return 2 * sizeof(double) * (cells + 2 * static_cast<std::uint64_t>(workers));
  }

  breakeven::Answer run(Communicator& communicator) const {
    Block block(cells, communicator);
    for (std::uint64_t i = 0; i < block.count; ++i) block.now[i + 1] = sine(block.first + i);
    for (int step = 0; step < steps; ++step) {
      fetch_neighbours(block, communicator);
      advance(block);
      communicator.checkpoint(static_cast<double>(step + 1) / steps);
    }
    return checked(block, communicator);
  }

 private:
  static constexpr std::uint64_t most_cells = std::uint64_t{1} << 40U;

  double angle(double cell) const { return std::numbers::pi * mode * cell / static_cast<double>(cells + 1); }
  double sine(std::uint64_t cell) const { return std::sin(angle(static_cast<double>(cell + 1))); }

  static void fetch_neighbours(Block& block, Communicator& communicator) {
    const std::array<double, 2> edges{block.now[1], block.now[block.count]};
    std::vector<std::span<const double>> out(static_cast<std::size_t>(communicator.size()));
    if (block.left != Block::nobody) out[block.left] = std::span(&edges[0], 1);
    if (block.right != Block::nobody) out[block.right] = std::span(&edges[1], 1);
    const auto in = communicator.exchange<double>(out);
    block.now[0] = block.left == Block::nobody ? 0.0 : in[block.left].front();
    block.now[block.count + 1] = block.right == Block::nobody ? 0.0 : in[block.right].front();
    communicator.barrier();  // until then the edges must stay as they are
  }

  void advance(Block& block) const {
    for (std::uint64_t i = 1; i <= block.count; ++i) {
      block.next[i] = block.now[i] + ratio * ((block.now[i - 1] - 2.0 * block.now[i]) + block.now[i + 1]);
    }
    std::swap(block.now, block.next);
  }

  /// A sine keeps its shape: a step of the scheme multiplies it by 1 - 4 ratio sin^2(angle of half a cell), and the
  /// heat equation by exp(-ratio angle^2), which is the same but for the fourth power of the angle.
  breakeven::Answer checked(const Block& block, Communicator& communicator) const {
    const breakeven::PhaseScope check(communicator.timeline(), breakeven::Phase::check);
    const double decay = std::pow(1 - 4 * ratio * std::pow(std::sin(angle(0.5)), 2), steps);
    double deviation = 0;
    std::uint64_t digest = 0;
    for (std::uint64_t i = 0; i < block.count; ++i) {
      const double value = block.now[i + 1];
      const double off = std::abs(value - decay * sine(block.first + i));
      if (!(off <= deviation)) deviation = off;  // a value that is no number stays
      digest += mixed(std::bit_cast<std::uint64_t>(value) + mixed(block.first + i + 1));
    }
    deviation = communicator.all_reduce(deviation, breakeven::Reduction::max);
    digest = communicator.all_reduce(digest, breakeven::Reduction::sum);
    const double rounding = 1e-15 * (steps + 4);
    if (!(deviation <= rounding)) {
      throw breakeven::WrongAnswer("the rod is off by " + std::to_string(deviation) + " from its exact solution");
    }
    return {.digest = digest,
            .figures = {{"decay", decay}, {"equation", std::exp(-steps * ratio * std::pow(angle(1), 2))}}};
  }
};

}  // namespace

breakeven::Program breakeven_program() {
  return breakeven::Program("Heat in a rod, by every kind of worker.")
      .add<Rod>(
          "  heat rod -n 1e7 --steps 200                 threads on all processors against serial\n"
          "  heat compare rod -n 1e6 -p 1,2,4            every kind of worker, with intervals\n"
          "  mpirun -n 4 heat rod -n 1e7                 ranks\n");
}
