# Makes one file of the page's parts: cmake -DFOLDER=src/html/page -DCHARTS=echarts.min.js -DOUTPUT=page.html -P THIS.
# What is left open in it is {{data}}.

# Scripts and styles that the page lets run are known by their hashes (Content Security Policy, level 3): "'sha256-...'".
function(source_hash variable text)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  string(APPEND hex "00")  # 32 bytes are filled up to 11 groups of 3; the last letter stands for nothing
  set(base64 "")
  foreach(group RANGE 0 10)
    math(EXPR at "6 * ${group}")
    string(SUBSTRING ${hex} ${at} 6 digits)
    foreach(shift 18 12 6 0)
      math(EXPR letter "(0x${digits} >> ${shift}) & 63")
      string(SUBSTRING ${alphabet} ${letter} 1 letter)
      string(APPEND base64 ${letter})
    endforeach()
  endforeach()
  string(SUBSTRING ${base64} 0 43 base64)
  set(${variable} "'sha256-${base64}='" PARENT_SCOPE)
endfunction()

# What modules need stands before them.
set(module_order dom unpack table quantity csv theme kinds phases study view axes marks points tip keys saving tables chart
    curves section map costs break_even_section sizes_section scaling_section models_section costs_section phases_section timeline_section repetitions_section results_section
    provenance_section answer_section side head main)

# Modules become one script: each a function of its own, whose exports are kept in `modules`.
function(read_module variable name)
  file(READ ${FOLDER}/script/${name}.js text)
  string(REGEX MATCHALL "\nexport (async )?(function|class|const) [A-Za-z_]+" exports "\n${text}")
  list(TRANSFORM exports REPLACE "^.* " "")
  list(JOIN exports ", " exports)
  string(REGEX REPLACE "import ({[^}]*}) from \"./([a-z_]+).js\";" "const \\1 = modules.\\2;" text "${text}")
  string(REGEX REPLACE "(^|\n)export " "\\1" text "${text}")
  set(${variable} "modules.${name} = (() => {\n${text}return { ${exports} };\n})();\n" PARENT_SCOPE)
endfunction()

function(read_script variable)
  set(script "\"use strict\";\nconst modules = {};\n")
  foreach(name IN LISTS module_order)
    read_module(module ${name})
    string(APPEND script "${module}")
  endforeach()
  set(${variable} "${script}" PARENT_SCOPE)
endfunction()

function(read_style variable)
  set(style "")
  foreach(sheet colours text layout controls charts tables print)
    file(READ ${FOLDER}/style/${sheet}.css text)
    string(APPEND style "${text}")
  endforeach()
  set(${variable} "${style}" PARENT_SCOPE)
endfunction()

read_style(style)
read_script(script)
file(READ ${CHARTS} charts)
source_hash(style_hash "${style}")
source_hash(script_hash "${script}")
source_hash(charts_hash "${charts}")

file(READ ${FOLDER}/page.html page)
string(REPLACE "{{style-hash}}" "${style_hash}" page "${page}")
string(REPLACE "{{script-hashes}}" "${charts_hash} ${script_hash}" page "${page}")
string(REPLACE "{{style}}" "${style}" page "${page}")
string(REPLACE "{{script}}" "${script}" page "${page}")
string(REPLACE "{{charts}}" "${charts}" page "${page}")
file(WRITE ${OUTPUT} "${page}")
