// Texts opened, changed and closed, whether they are files or cells of a notebook.
#pragma once

#include <cstdint>

#include "server/params.h"
#include "server/session.h"

namespace asynclint::server::handlers {

enum class CellOrFile : std::uint8_t { file, cell };

// With uri, languageId, version and text.
void open_document(Session& session, const Params& opened, CellOrFile what);
void change_document(Session& session, const Params& changed, const Params& given);
void close_document(Session& session, const Params& closed);

}  // namespace asynclint::server::handlers
