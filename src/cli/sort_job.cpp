#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "breakeven/error.hpp"
#include "cli/sort_options.hpp"
#include "cli/sort_staging.hpp"
#include "cli/standard_jobs.hpp"
#include "core/rank_grid.hpp"
#include "hdf5/key_dataset.hpp"
#include "os/output_file.hpp"
#include "report/quantity.hpp"
#include "workloads/sort.hpp"

namespace breakeven::cli {
namespace {

namespace fs = std::filesystem;

/// Throws UsageError for an output that would destroy something or cannot be.
void check_output(const hdf5::DatasetName& output, const hdf5::DatasetName& input, bool overwrite) {
  std::error_code ignored;
  const std::string file = output.file.string();
  if (fs::equivalent(output.file, input.file, ignored)) {
    throw UsageError(fmt::format("-o: {} is the input file; write to another one", file));
  }
  const fs::file_status status = fs::status(output.file, ignored);
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) throw UsageError(fmt::format("-o: {} is not a regular file", file));
    if (!overwrite) throw UsageError(fmt::format("-o: {} exists; --overwrite replaces it", file));
  }
  const fs::path parent = output.file.has_parent_path() ? output.file.parent_path() : fs::path(".");
  if (!fs::is_directory(parent, ignored)) {
    throw UsageError(fmt::format("-o: cannot write {}: there is no directory {}", file, parent.string()));
  }
  if (::access(parent.c_str(), W_OK) != 0) {
    throw UsageError(fmt::format("-o: cannot write {}: no permission to write in {}", file, parent.string()));
  }
}

class SortJob final : public Job {
 public:
  explicit SortJob(const SortOptions& options) : memory_limit_(options.memory) {
    sort_.count = options.keys;
    sort_.type = options.type;
    sort_.input = options.input;
    sort_.seed = options.seed;
    sort_.float_order = options.float_order;
    sort_.epsilon = options.epsilon;
    sort_.verify = options.verify;
    sort_.route = options.route;
    if (!options.source.empty()) {
      take_input(options.source);
      if (!options.output.empty()) name_output(options.output, options.overwrite);
    }
    sort_.validate();
  }

  std::string unit() const override { return "keys"; }

  void check(const CrewOptions& crew) const override {
    if (sort_.route != Route::two_level) return;
    if (crew.kind == CrewKind::hybrid) {
      throw UsageError("--exchange two-level is for ranks of one thread (--kind mpi), not for hybrid ones");
    }
    if (crew.kind == CrewKind::mpi && !grid_for(crew.workers)) {
      throw UsageError(fmt::format(
          "--exchange two-level: {} ranks form no grid; take 4 or more that are no prime number", crew.workers));
    }
  }

  std::uint64_t memory_bytes(const CrewOptions& crew) const override {
    std::uint64_t worker = sort_.worker_memory_bytes(crew.workers);
    if (crew.kind == CrewKind::mpi) worker += sort_.exchange_memory_bytes(crew.workers);
    const bool staged = input_ && crew.kind != CrewKind::mpi && crew.kind != CrewKind::hybrid;
    return worker * static_cast<std::uint64_t>(crew.workers) +
           (staged ? sort_.count * kernels::key_bytes(sort_.type) : 0);
  }

  std::uint64_t memory_limit_bytes() const override { return memory_limit_; }

  void prepare() override {
    if (!output_) return;
    file_.reset();
    file_.emplace(output_->file);
    hdf5::create_output(*input_, written());
  }

  measure::Task task() const override {
    measure::Task task{AnyWorkload(sort_), sort_.seed};
    if (input_) {
      task.stage = [this](const CrewOptions& crew) {
        return stage_sort(crew, sort_, *input_, file_ ? std::optional(written()) : std::nullopt);
      };
    }
    return task;
  }

  void keep() override {
    if (!file_) return;
    file_->commit();
    file_.reset();
  }

  std::string in_users_words(std::string message) const override {
    if (!file_) return message;
    const std::string hidden = file_->path().string();
    for (std::size_t at = 0; (at = message.find(hidden, at)) != std::string::npos;) {
      message.replace(at, hidden.size(), output_->file.string());
      at += output_->file.string().size();
    }
    return message;
  }

  std::string describe_answer(const Trial& trial) const override {
    std::string text = fmt::format("{} {} keys sorted", report::format_count(sort_.count), to_string(sort_.type));
    text += !sort_.verify
                ? std::string(", not verified\n")
                : fmt::format(" and verified: in order, multiset checksum {:016x}, digest {}\n",
                              count_figure(trial.answer, "checksum"), report::format_digest(trial.answer.digest));
    text += input_ ? fmt::format("from {}", input_->text())
                   : fmt::format("{} input, seed {}", to_string(sort_.input), sort_.seed);
    if (output_) text += fmt::format(" to {}", output_->text());
    return text + fmt::format("; the largest share of a worker was {:.3f} of n/p\n",
                              real_figure(trial.answer, "largest_share"));
  }

 private:
  void take_input(const std::string& name) {
    input_ = hdf5::parse_dataset_name(name);
    const hdf5::DatasetInfo info = hdf5::inspect(*input_);
    sort_.count = info.count;
    sort_.type = info.type;
    sort_.seed = 0;
    sort_.source = input_->text();
  }

  void name_output(const std::string& name, bool overwrite) {
    output_ = hdf5::parse_dataset_name(name);
    sort_.sink = output_->text();
    check_output(*output_, *input_, overwrite);
  }

  /// Where the output of the trial that was last prepared is: a hidden file until keep().
  hdf5::DatasetName written() const { return {file_->path(), output_->dataset}; }

  workloads::SortWorkload sort_;
  std::uint64_t memory_limit_;
  std::optional<hdf5::DatasetName> input_;
  std::optional<hdf5::DatasetName> output_;
  std::optional<os::OutputFile> file_;
};

class SortJobOptions final : public JobOptions {
 public:
  void add_to(CLI::App& app) override { add_sort_options(app, options_); }
  void add_output_to(CLI::App& app) override { add_sort_output_options(app, options_); }
  void check(const CLI::App& app) const override { check_sort_options(app, options_); }
  std::unique_ptr<Job> make_job() const override { return std::make_unique<SortJob>(options_); }

 private:
  SortOptions options_;
};

}  // namespace

JobType sort_job_type() {
  return {.name = "sort",
          .description = "Sort keys, generated or from an HDF5 file: data on the move",
          .examples =
              "  breakeven sort -n 1e8 --type uint64 --input zipf\n"
              "  breakeven sort in.h5:/keys -o out.h5:/keys --kind mpi -p 4\n"
              "  mpirun -n 8 breakeven sort in.h5:/keys -o out.h5:/keys --overwrite\n",
          .comparison_examples =
              "  breakeven compare sort -n 1e7 -p 2 --kinds threads,fork,mpi -r 15\n"
              "  breakeven compare sort in.h5:/keys -p 4     reads and sorts; writes nothing\n",
          .options = [] { return std::make_unique<SortJobOptions>(); }};
}

}  // namespace breakeven::cli
