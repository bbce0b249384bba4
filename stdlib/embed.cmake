# Turns files into one C++ source that holds their bytes (see lang/load/embedded.h).
# cmake -D LIST=embedded.txt -D OUT=embedded.cpp -P embed.cmake
# LIST has a line for each function: its name, then its files, separated by semicolons.
# Bytes are written as \x escapes, so that any byte survives; literals are cut at 2,000 bytes, which every
# compiler takes.
cmake_minimum_required(VERSION 3.21)

set(source "// Made by stdlib/embed.cmake from stdlib/*.barem and docs/errors/*.md; never edited.\n"
           "#include \"lang/load/embedded.h\"\n\n#include <array>\n\nnamespace barem::embedded {\n")
string(CONCAT source ${source})

file(READ ${LIST} rows)
string(REGEX REPLACE "\n$" "" rows "${rows}")
string(REPLACE ";" "|" rows "${rows}")
string(REPLACE "\n" ";" rows "${rows}")
foreach(row IN LISTS rows)
  string(REPLACE "|" ";" files "${row}")
  list(POP_FRONT files name)
  list(REMOVE_ITEM files "")
  list(LENGTH files count)
  string(APPEND source "\nstd::span<const File> ${name}() {\n  static constexpr std::array<File, ${count}> files{{\n")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM LAST_ONLY stem)
    file(READ ${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    set(literals "")
    set(at 0)
    while(at LESS digits)
      string(SUBSTRING "${hex}" ${at} 4000 part)
      string(REGEX REPLACE "(..)" "\\\\x\\1" part "${part}")
      string(APPEND literals "\n       \"${part}\"")
      math(EXPR at "${at} + 4000")
    endwhile()
    if(digits EQUAL 0)
      set(literals " \"\"")
    endif()
    string(APPEND source "      {\"${stem}\", {${literals}, ${size}}},\n")
  endforeach()
  string(APPEND source "  }};\n  return files;\n}\n")
endforeach()
string(APPEND source "\n}  // namespace barem::embedded\n")
file(WRITE ${OUT} "${source}")
