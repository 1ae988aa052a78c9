// See zip_package.h. libzip writes into a buffer of its own, which is read back.
#include "publish/zip_package.h"

#include <zip.h>

#include <ctime>

namespace luodi::publish {
namespace {

constexpr std::time_t kStamp = 946728000;  // 2000-01-01: a zip knows no time before 1980

tl::unexpected<Error> broken(const char* what) {
  return fail(ErrorCode::internal, "zip", "publish.zip", what);
}

}  // namespace

Result<std::string> zip_package(const std::vector<std::pair<std::string, std::string>>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (buffer == nullptr) return broken("no buffer");
  zip_source_keep(buffer);
  zip_t* zip = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  if (zip == nullptr) {
    zip_source_free(buffer);
    zip_source_free(buffer);
    return broken("cannot open the package");
  }
  for (const auto& [name, content] : parts) {
    zip_source_t* part = zip_source_buffer(zip, content.data(), content.size(), 0);
    const zip_int64_t at = part == nullptr ? -1 : zip_file_add(zip, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
      if (part != nullptr) zip_source_free(part);
      zip_discard(zip);
      zip_source_free(buffer);
      return broken("cannot add a part");
    }
    zip_file_set_mtime(zip, static_cast<zip_uint64_t>(at), kStamp, 0);
  }
  if (zip_close(zip) != 0) {
    zip_discard(zip);
    zip_source_free(buffer);
    return broken("cannot write the package");
  }
  std::string out;
  if (zip_source_open(buffer) == 0) {
    zip_source_seek(buffer, 0, SEEK_END);
    out.resize(static_cast<std::size_t>(zip_source_tell(buffer)));
    zip_source_seek(buffer, 0, SEEK_SET);
    const zip_int64_t read = zip_source_read(buffer, out.data(), out.size());
    zip_source_close(buffer);
    if (read != static_cast<zip_int64_t>(out.size())) out.clear();
  }
  zip_source_free(buffer);
  return out.empty() ? Result<std::string>(broken("cannot read the package back")) : out;
}

}  // namespace luodi::publish
