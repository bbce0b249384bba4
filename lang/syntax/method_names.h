// What methods and their parameters are called in each spelling, by any of their names: `format` writes by it.
// In: trees that declare methods. Not here: which methods of the standard library a file uses (load/library).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "lang/syntax/tree.h"

namespace barem::syntax {

class MethodNames {
 public:
  /// The names of parameters, by any of them.
  using Parameters = std::map<std::string, std::string, std::less<>>;

  /// `spelling`: the one to be written.
  explicit MethodNames(Spelling spelling) : spelling_(spelling) {}

  Spelling spelling() const { return spelling_; }
  /// A method whose names are known from here on; one that is known already keeps its own.
  void add(const Method& method);
  void add_all(const Tree& tree);

  /// The method's name in the spelling; what is no known method as it is.
  std::string_view method(std::string_view name) const;
  /// A parameter's name in the spelling, of a method by any of its names; what is none as it is.
  std::string_view parameter(std::string_view method, std::string_view name) const;
  /// All parameters of a method by any of its names; nothing where it is not known.
  const Parameters* parameters(std::string_view method) const;

 private:
  struct Names {
    std::string method;
    Parameters parameters;
  };
  Spelling spelling_;
  std::map<std::string, Names, std::less<>> methods_;
};

}  // namespace barem::syntax
