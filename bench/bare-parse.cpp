// The floor under a cold run: parses the files of a list with tree-sitter alone, with its own allocator and one parser
// a thread. Each tree is deleted at once.
//
// usage: bare_parse LIST [THREADS]     LIST has one path a line
//
// Prints JSON. Reading is timed by itself, so that what the linter is compared with is parsing and nothing else.
#include <tree_sitter/api.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

extern "C" const TSLanguage* tree_sitter_javascript();
extern "C" const TSLanguage* tree_sitter_typescript();
extern "C" const TSLanguage* tree_sitter_tsx();

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "bare_parse: cannot read %s\n", path.c_str());
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    std::fprintf(stderr, "bare_parse: cannot read %s\n", path.c_str());
    std::exit(2);
  }
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

const TSLanguage* language_of(std::string_view path) {
  if (path.ends_with(".tsx")) return tree_sitter_tsx();
  if (path.ends_with(".ts") || path.ends_with(".mts") || path.ends_with(".cts")) return tree_sitter_typescript();
  return tree_sitter_javascript();
}

struct Source {
  const TSLanguage* language;
  std::string text;
};

// One thread's share: whichever file is next.
void parse_from(const std::vector<Source>& sources, std::atomic<std::size_t>& next) {
  TSParser* parser = ts_parser_new();
  for (std::size_t i = next++; i < sources.size(); i = next++) {
    const auto& [language, text] = sources[i];
    ts_parser_set_language(parser, language);
    ts_tree_delete(ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  }
  ts_parser_delete(parser);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: bare_parse LIST [THREADS]\n", stderr);
    return 2;
  }
  const std::vector<std::string> paths = lines_of(argv[1]);
  const unsigned long thread_count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1;

  const Clock::time_point start = Clock::now();
  std::vector<Source> sources;
  std::size_t bytes = 0;
  for (const std::string& path : paths) {
    std::string text = read(path);
    bytes += text.size();
    sources.push_back({language_of(path), std::move(text)});
  }
  const double read_seconds = seconds_since(start);

  const Clock::time_point parse_start = Clock::now();
  const std::clock_t processor_start = std::clock();
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> others;
  for (unsigned long i = 1; i < thread_count; ++i) others.emplace_back([&] { parse_from(sources, next); });
  parse_from(sources, next);
  for (std::thread& other : others) other.join();
  const double parse_seconds = seconds_since(parse_start);
  const double processor_seconds = static_cast<double>(std::clock() - processor_start) / CLOCKS_PER_SEC;

  std::printf(
      "{\"files\": %zu, \"bytes\": %zu, \"threads\": %lu, "
      "\"read_seconds\": %.6f, \"parse_seconds\": %.6f, \"parse_processor_seconds\": %.6f}\n",
      sources.size(), bytes, thread_count, read_seconds, parse_seconds, processor_seconds);
}
