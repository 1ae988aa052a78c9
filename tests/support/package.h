// A part of a package (docx, xlsx) as text, for tests that look at what was written.
#pragma once

#include <zip.h>

#include <memory>
#include <string>

namespace luodi::testing {

/// "" where the package has no such part.
inline std::string part_of_package(const std::string& package, const char* name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(package.data(), package.size(), 0, &error);
  const std::unique_ptr<zip_t, decltype(&zip_discard)> zip(zip_open_from_source(source, ZIP_RDONLY, &error), zip_discard);
  std::string text;
  if (zip_file_t* file = zip_fopen(zip.get(), name, 0)) {
    char buffer[4096];
    for (zip_int64_t n = 0; (n = zip_fread(file, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    zip_fclose(file);
  }
  return text;
}

}  // namespace luodi::testing
