// XML parts of a zip archive (docx, xlsx) read as a stream: what a part unpacks to never stands in memory as a whole, and what
// is made to hurt is refused by its size before it is read, whatever the archive's directory says of it.
#pragma once

#include <zip.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace luodi::paper {

struct ArchiveClosed {
  void operator()(zip_t* z) const { zip_discard(z); }
};
using Archive = std::unique_ptr<zip_t, ArchiveClosed>;
/// Null where the bytes are no archive. They must live as long as it.
Archive open_archive(std::string_view bytes);

/// A reader of one part; names come with their prefixes. Such files declare no entities: a document type stops the reading.
struct XmlHandler {
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const char** attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}
  bool stopped = false;  ///< set by a handler that has enough
};

enum class PartRead { done, missing, stopped, bad, encrypted, bomb };

/// What a part may unpack to: `most` bytes, and beyond `free` bytes at most `ratio` times what it has packed.
struct PartLimits {
  std::size_t most, free, ratio;
};
PartRead read_part(zip_t* archive, const std::string& name, XmlHandler& handler, const PartLimits& limits);

/// Packed size of a part; 0 where there is none.
std::size_t packed_size(zip_t* archive, const std::string& name);

}  // namespace luodi::paper
