#include "batch/submission_file.hpp"

#include <fcntl.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "breakeven/error.hpp"
#include "os/file_lock.hpp"
#include "os/output_file.hpp"

namespace breakeven::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* format_name = "breakeven submission";
constexpr int format_version = 1;

std::optional<std::string> content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

void write_file(const fs::path& path, const std::string& text) {
  os::OutputFile output(path);
  std::ofstream file(output.path(), std::ios::binary);
  file << text;
  file.close();
  if (!file) throw Error(fmt::format("cannot write {}; is the disk full?", path.string()));
  output.commit();
}

Json to_json(const Submission& submission) {
  Json document{{"format", format_name}, {"version", format_version}};
  document["working_directory"] = submission.working_directory;
  document["one_allocation"] = submission.rules.one_allocation;
  document["time_seconds"] = submission.rules.time ? Json(submission.rules.time->count()) : Json();
  document["budget"] = submission.rules.budget;
  document["most_restarts"] = submission.rules.most_restarts;
  document["sbatch_options"] = submission.rules.sbatch_options;
  document["jobs"] = Json::array();
  for (const SubmittedJob& job : submission.jobs) document["jobs"].push_back({{"name", job.name}, {"id", job.id}});
  return document;
}

Submission from_json(const Json& document) {
  Submission submission;
  document.at("working_directory").get_to(submission.working_directory);
  document.at("one_allocation").get_to(submission.rules.one_allocation);
  if (const Json& time = document.at("time_seconds"); !time.is_null()) {
    submission.rules.time = std::chrono::seconds(time.get<std::int64_t>());
  }
  document.at("budget").get_to(submission.rules.budget);
  document.at("most_restarts").get_to(submission.rules.most_restarts);
  document.at("sbatch_options").get_to(submission.rules.sbatch_options);
  for (const Json& job : document.at("jobs")) submission.jobs.push_back({job.at("name"), job.at("id")});
  return submission;
}

}  // namespace

std::string Submission::id_of(const std::string& name) const {
  const auto found = std::ranges::find(jobs, name, &SubmittedJob::name);
  return found == jobs.end() ? std::string() : found->id;
}

void Submission::set_id(const std::string& name, const std::string& id) {
  const auto found = std::ranges::find(jobs, name, &SubmittedJob::name);
  if (found == jobs.end()) {
    jobs.push_back({name, id});
  } else {
    found->id = id;
  }
}

fs::path SubmissionDirectory::study(const Share& share) const {
  return share.selection.empty() ? result() : path_ / (share.name + ".h5");
}

std::optional<Submission> SubmissionDirectory::load() const {
  const auto text = content_of(jobs());
  if (!text) return std::nullopt;
  try {
    const Json document = Json::parse(*text);
    if (document.at("format") == format_name && document.at("version") == format_version) return from_json(document);
  } catch (const nlohmann::json::exception&) {
    // What follows says it in words.
  }
  throw UsageError(
      fmt::format("{} was not written by this version of breakeven submit; choose another directory", jobs().string()));
}

void SubmissionDirectory::save(const Submission& submission) const {
  std::string text;
  try {
    text = to_json(submission).dump(2) + '\n';
  } catch (const nlohmann::json::exception&) {
    throw UsageError(fmt::format("{}: names and options that are not UTF-8 cannot be kept there", jobs().string()));
  }
  write_file(jobs(), text);
}

void SubmissionDirectory::create() const {
  std::error_code error;
  fs::create_directories(path_, error);
  if (error) throw Error(fmt::format("cannot create {}: {}", path_.string(), error.message()));
}

os::FileDescriptor SubmissionDirectory::lock() const {
  create();
  const fs::path path = path_ / "jobs.lock";
  os::FileDescriptor file(os::check(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666),
                                    fmt::format("cannot write {}", path.string())));
  if (os::try_lock(file, path) == os::Lock::held) {
    throw UsageError(fmt::format("another breakeven submit is at work on {}; wait until it has ended", path_.string()));
  }
  return file;
}

void SubmissionDirectory::check_plan(const std::string& text) const {
  const auto existing = content_of(plan());
  if (!existing || existing == text) return;
  throw UsageError(
      fmt::format("{} holds another plan than the one to be submitted; choose another directory", path_.string()));
}

void SubmissionDirectory::set_plan(const std::string& text) const {
  create();
  check_plan(text);
  if (content_of(plan()) != text) write_file(plan(), text);
}

std::string SubmissionDirectory::read_plan() const {
  auto text = content_of(plan());
  if (!text) throw UsageError(fmt::format("{} holds no submission: there is no plan.toml", path_.string()));
  return std::move(*text);
}

void SubmissionDirectory::write_script(const std::string& name, const std::string& text) const {
  write_file(script(name), text);
}

}  // namespace breakeven::batch
