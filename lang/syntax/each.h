// One set of overloads for std::visit over what a tree holds.
#pragma once

namespace barem::syntax {

/// std::visit(Each{[](const Survey&) {…}, [](const auto&) {…}}, clause.body)
template <typename... Visitors>
struct Each : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Each(Visitors...) -> Each<Visitors...>;

}  // namespace barem::syntax
