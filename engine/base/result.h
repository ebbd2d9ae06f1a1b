// Result<T> and Error: how every fallible function of the engine answers.
// No exception crosses a module; no failure turns into an empty value.
//
// Thread-safe as values are: const access from many threads, no shared state.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace refrain {

enum class ErrorCode {
  kInvalidArgument,  // the caller's words are off: exit status 2
  kNotFound,         // a path, an id, a language that is not there
  kMalformed,        // input that is not what it claims to be
  kUnsupported,      // known, but not handled here
  kLimit,            // a limit was exceeded (size, depth, count)
  kIo,               // the operating system said no
  kLocked,           // another process writes this workspace: exit status 75
  kCorrupt,          // our own data does not hold together
  kInterrupted,      // SIGINT or SIGTERM: exit status 130
  kInternal,         // a fault of ours
};

[[nodiscard]] std::string_view ErrorCodeName(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // one sentence, lower case, no full stop
  std::string where;    // "inbox.mbox@183422", "lexicons/lv/cues.tsv:12"; may be empty
  std::string hint;     // what the user can do; may be empty

  // "inbox.mbox@183422: message" without the hint.
  [[nodiscard]] std::string ToString() const;
};

struct Unit {};

template <typename T = Unit>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] const Error& error() const& {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }
  [[nodiscard]] Error&& error() && {
    assert(!ok());
    return std::move(*std::get_if<1>(&state_));
  }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Unit>;
[[nodiscard]] inline Status Ok() { return Unit{}; }

}  // namespace refrain

#define REFRAIN_CONCAT_INNER(a, b) a##b
#define REFRAIN_CONCAT(a, b) REFRAIN_CONCAT_INNER(a, b)

// REFRAIN_TRY(Foo()); returns Foo's error from the enclosing function.
#define REFRAIN_TRY(expression) \
  REFRAIN_TRY_INNER(REFRAIN_CONCAT(try_result_, __COUNTER__), expression)
#define REFRAIN_TRY_INNER(name, expression)     \
  do {                                          \
    if (auto name = (expression); !name.ok()) { \
      return std::move(name).error();           \
    }                                           \
  } while (false)

// REFRAIN_ASSIGN(auto x, Foo()); declares x or returns Foo's error.
#define REFRAIN_ASSIGN(declaration, expression) \
  REFRAIN_ASSIGN_INNER(REFRAIN_CONCAT(assign_result_, __COUNTER__), declaration, expression)
#define REFRAIN_ASSIGN_INNER(name, declaration, expression) \
  auto name = (expression);                                 \
  if (!name.ok()) {                                         \
    return std::move(name).error();                         \
  }                                                         \
  declaration = std::move(name).value()
