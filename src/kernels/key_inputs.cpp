#include "kernels/key_inputs.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <string>

#include "breakeven/error.hpp"
#include "kernels/key_inputs_random.hpp"
#include "kernels/key_inputs_runs.hpp"
#include "kernels/key_inputs_zipf.hpp"

namespace breakeven::kernels {
namespace {

constexpr std::uint32_t key_stream = static_cast<std::uint32_t>(philox::Stream::sort_keys);
constexpr std::size_t block_keys = 1024;  // random numbers are drawn for so many keys at once, and stay cached

/// The key at a fraction of the range, see the header.
template <OrderedWord Word, bool is_float>
struct FractionToWord {
  KeyOrder<Word> order;

  Word operator()(std::uint64_t fraction) const noexcept {
    if constexpr (!is_float) {
      return static_cast<Word>(fraction >> (64 - std::numeric_limits<Word>::digits));
    } else if constexpr (sizeof(Word) == sizeof(double)) {
      return order.encode(
          std::bit_cast<Word>(static_cast<double>(static_cast<std::int64_t>(fraction >> 11)) * 0x1p-53));
    } else {
      return order.encode(
          std::bit_cast<Word>(static_cast<float>(static_cast<std::int32_t>(fraction >> 40)) * 0x1p-24F));
    }
  }
};

/// The sum of the four words of a Philox block: 34 bits.
constexpr std::uint64_t sum_of_words(std::uint64_t first, std::uint64_t second) noexcept {
  constexpr std::uint64_t low = 0xFFFFFFFF;
  return (first & low) + (first >> 32) + (second & low) + (second >> 32);
}

template <OrderedWord Word, bool is_float>
Word gaussian_word(std::uint64_t sum, const FractionToWord<Word, is_float>& to_word) noexcept {
  if constexpr (!is_float) {
    return to_word(sum << 30);
  } else {
    // Each word is the middle of a cell of width 2^-32, and a sum of four has variance 1/3: times the square root of 3.
    constexpr std::int64_t center = std::int64_t{1} << 33;
    const double key =
        static_cast<double>(static_cast<std::int64_t>(sum) + 2 - center) * (1.7320508075688772 * 0x1p-32);
    if constexpr (sizeof(Word) == sizeof(double)) {
      return to_word.order.encode(std::bit_cast<Word>(key));
    } else {
      return to_word.order.encode(std::bit_cast<Word>(static_cast<float>(key)));
    }
  }
}

/// Where the random number of key i is found: `keys_per_block` keys share a Philox block.
template <std::size_t keys_per_block, class Word, class MakeWord>
void generate_random(std::uint64_t seed, std::uint64_t first, std::span<Word> words, MakeWord make_word) {
  std::array<std::uint64_t, 2 * (block_keys / keys_per_block + 1)> numbers;
  while (!words.empty()) {
    const std::size_t skip = first % keys_per_block;
    const std::size_t count = std::min(words.size(), block_keys - skip);
    const std::size_t blocks = (skip + count + keys_per_block - 1) / keys_per_block;
    random_numbers(seed, key_stream, first / keys_per_block, std::span(numbers).first(2 * blocks));
    for (std::size_t i = 0; i < count; ++i) words[i] = make_word(numbers.data(), skip + i, first + i);
    first += count;
    words = words.subspan(count);
  }
}

/// The i-th 32-bit word of a sequence of numbers.
inline std::uint32_t half_of(const std::uint64_t* numbers, std::size_t i) noexcept {
  return static_cast<std::uint32_t>(numbers[i / 2] >> (32 * (i % 2)));
}

}  // namespace

template <OrderedWord Word>
class KeyGenerator<Word>::Source {
 public:
  Source(KeyInput input, KeyType type, FloatOrder order, std::uint64_t count, std::uint64_t seed)
      : input_(input), type_(type), order_(type, order), seed_(seed) {
    if (input == KeyInput::zipf) {
      zipf_.emplace();
    } else if (input != KeyInput::gaussian) {
      runs_.emplace(input, count, seed);
    }
  }

  void generate(std::uint64_t first, std::span<Word> words) const {
    if (type_ == KeyType::float64 || type_ == KeyType::float32) {
      generate_with(first, words, FractionToWord<Word, true>{order_});
    } else {
      generate_with(first, words, FractionToWord<Word, false>{order_});
    }
  }

 private:
  template <class ToWord>
  void generate_with(std::uint64_t first, std::span<Word> words, const ToWord& to_word) const {
    if (input_ == KeyInput::gaussian) {
      generate_random<1>(seed_, first, words, [&](const std::uint64_t* numbers, std::size_t i, std::uint64_t) {
        return gaussian_word(sum_of_words(numbers[2 * i], numbers[2 * i + 1]), to_word);
      });
    } else if (zipf_) {
      generate_random<4>(seed_, first, words, [&](const std::uint64_t* numbers, std::size_t i, std::uint64_t) {
        return to_word(std::uint64_t{(*zipf_)(half_of(numbers, i))} << 50);
      });
    } else {
      while (!words.empty()) {
        const KeyRun run = runs_->containing(first);
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(words.size(), run.end - first));
        generate_run(run, first, words.first(count), to_word);
        first += count;
        words = words.subspan(count);
      }
    }
  }

  template <class ToWord>
  void generate_run(const KeyRun& run, std::uint64_t first, std::span<Word> words, const ToWord& to_word) const {
    if (run.mask == 0) {
      std::uint64_t fraction = run.base + (first - run.begin) * run.step;
      for (Word& word : words) {
        word = to_word(fraction);
        fraction += run.step;
      }
      return;
    }
    constexpr std::size_t keys_per_block = sizeof(philox::Block) / sizeof(Word);
    const auto word_of = [&](std::uint64_t random, std::uint64_t index) {
      return to_word(run.base + (index - run.begin) * run.step + ((random & run.mask) >> run.shift));
    };
    generate_random<keys_per_block>(seed_, first, words,
                                    [&](const std::uint64_t* numbers, std::size_t i, std::uint64_t index) {
                                      if constexpr (keys_per_block == 2) return word_of(numbers[i], index);
                                      return word_of(std::uint64_t{half_of(numbers, i)} << 32, index);
                                    });
  }

  KeyInput input_;
  KeyType type_;
  KeyOrder<Word> order_;
  std::uint64_t seed_;
  std::optional<KeyRuns> runs_;
  std::optional<ZipfTable> zipf_;
};

template <OrderedWord Word>
KeyGenerator<Word>::KeyGenerator(KeyInput input, KeyType type, FloatOrder order, std::uint64_t count,
                                 std::uint64_t seed)
    : source_(std::make_unique<const Source>(input, type, order, count, seed)) {}

template <OrderedWord Word>
KeyGenerator<Word>::~KeyGenerator() = default;
template <OrderedWord Word>
KeyGenerator<Word>::KeyGenerator(KeyGenerator&&) noexcept = default;
template <OrderedWord Word>
KeyGenerator<Word>& KeyGenerator<Word>::operator=(KeyGenerator&&) noexcept = default;

template <OrderedWord Word>
void KeyGenerator<Word>::generate(std::uint64_t first, std::span<Word> words) const {
  source_->generate(first, words);
}

template class KeyGenerator<std::uint32_t>;
template class KeyGenerator<std::uint64_t>;

std::string_view to_string(KeyInput input) noexcept {
  switch (input) {
    case KeyInput::uniform: return "uniform";
    case KeyInput::gaussian: return "gaussian";
    case KeyInput::zipf: return "zipf";
    case KeyInput::sorted: return "sorted";
    case KeyInput::reverse: return "reverse";
    case KeyInput::equal: return "equal";
    case KeyInput::few: return "few";
    case KeyInput::staggered: return "staggered";
    case KeyInput::bucket: return "bucket";
    case KeyInput::g_group: return "g-group";
    case KeyInput::organ_pipe: return "organ-pipe";
    case KeyInput::tail: return "tail";
    case KeyInput::duplicates: return "duplicates";
    case KeyInput::random_duplicates: return "random-duplicates";
    case KeyInput::mirrored: return "mirrored";
    case KeyInput::all_to_one: return "all-to-one";
  }
  return "unknown";
}

KeyInput key_input_from(std::string_view name) {
  std::string names;
  for (const KeyInput input : all_key_inputs) {
    if (to_string(input) == name) return input;
    names.append(names.empty() ? "" : ", ").append(to_string(input));
  }
  throw UsageError("there is no input of a sort called '" + std::string(name) + "'; the inputs are " + names);
}

}  // namespace breakeven::kernels
