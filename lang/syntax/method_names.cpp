// Names of methods looked up: see method_names.h.
#include "lang/syntax/method_names.h"

#include <variant>

namespace barem::syntax {

void MethodNames::add(const Method& method) {
  const auto chosen = [this](const Name& english, const Name& vietnamese) {
    const bool is_english = spelling_ == Spelling::english || vietnamese.text.empty();
    return is_english ? english.text : vietnamese.text;
  };
  Names names;
  names.method = chosen(method.english, method.vietnamese);
  for (const Parameter& parameter : method.parameters)
    for (const Name* name : {&parameter.english, &parameter.vietnamese})
      if (!name->text.empty()) names.parameters.emplace(name->text, chosen(parameter.english, parameter.vietnamese));
  for (const Name* name : {&method.english, &method.vietnamese})
    if (!name->text.empty()) methods_.emplace(name->text, names);
}

void MethodNames::add_all(const Tree& tree) {
  for (const Item& item : tree.items)
    if (const auto* method = std::get_if<Method>(&item.body)) add(*method);
}

std::string_view MethodNames::method(std::string_view name) const {
  const auto found = methods_.find(name);
  return found == methods_.end() ? name : std::string_view(found->second.method);
}

std::string_view MethodNames::parameter(std::string_view method, std::string_view name) const {
  const Parameters* known = parameters(method);
  if (known == nullptr) return name;
  const auto found = known->find(name);
  return found == known->end() ? name : std::string_view(found->second);
}

const MethodNames::Parameters* MethodNames::parameters(std::string_view method) const {
  const auto found = methods_.find(method);
  return found == methods_.end() ? nullptr : &found->second.parameters;
}

}  // namespace barem::syntax
