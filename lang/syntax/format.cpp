// A tree as text.
#include "lang/syntax/format.h"

namespace barem::syntax {

std::string format(const Tree&, Spelling) { return {}; }
std::string format(const Expression&, Spelling) { return {}; }

}  // namespace barem::syntax
