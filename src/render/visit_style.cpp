#include "visit_style.hpp"

#include <array>

#include "epsom/text/text.hpp"
#include "formatted.hpp"

namespace epsom::visit_style {
namespace {

/// A colour on white paper, and on a dark screen. Text has a contrast of at least 4.5 against the paper, marks of at
/// least 3; areas that meet differ in grey too. `rule` only separates.
struct Color {
    std::string_view name, light, dark;
};
constexpr std::array colors{Color{"paper", "#fff", "#15181b"}, Color{"ink", "#111", "#f0f0ec"},
    Color{"quiet", "#4a4a4a", "#bcc1c6"}, Color{"rule", "#ccc", "#41474d"}, Color{"supplement", "#005a8c", "#4a9ad4"},
    Color{"food", "#57964f", "#bfdc9b"}, Color{"usual", "#767d84", "#8d949b"}, Color{"over", "#a8321e", "#ff8d78"},
    Color{"caution", "#8a5200", "#efb45c"}, Color{"below", "#5b3d8f", "#c6abf7"}, Color{"met", "#1d6b3a", "#7fd39a"}};

constexpr std::string_view marks =
    R"(.p{overflow:visible;fill:none}.p path{vector-effect:non-scaling-stroke}.p .c,.p .x{vector-effect:none}
.s{fill:var(--supplement)}.f{fill:var(--food)}.u{fill:var(--usual)}.q{fill:var(--quiet)}.o{fill:var(--over)}
.c{stroke:var(--paper);stroke-dasharray:.1 .9}.w{stroke-dasharray:.3 .7}.x{stroke:var(--paper);stroke-dasharray:2 2}
.h{stroke:var(--paper);stroke-width:3.5}.t{stroke:var(--ink);stroke-width:1.5}.b{stroke:var(--quiet)}
.l{stroke:var(--over);stroke-width:2;stroke-dasharray:5 3}.k{stroke:var(--ink);stroke-width:4}
.m{stroke:var(--quiet);stroke-width:3}.d{stroke:var(--quiet);stroke-width:2;stroke-dasharray:2 3}
.e{stroke:var(--caution);stroke-width:4;stroke-dasharray:2 2}
.a{fill:var(--quiet);font-size:10px;text-anchor:middle}
.y{fill:var(--quiet)}.n{fill:var(--ink);font-size:12px;font-weight:600})";

constexpr std::string_view layout = R"(*{box-sizing:border-box}
body{font:11pt/1.4 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:var(--ink);background:var(--paper);)"
                                    R"(max-width:62rem;margin:1.5rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.6em;margin:0 2rem 0 0}h2{font-size:1.15em;margin:1.6em 0 .5em;border-bottom:2px solid var(--ink)}
header{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between}
.name{flex:1 1 16rem;max-width:24rem;display:flex}.name span{flex:1;margin-left:.5em;border-bottom:1px solid var(--ink)}
p{margin:.4em 0}.answer{font-size:1.15em;margin:.8em 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35em .8em .35em 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);font-weight:400}
td:last-child{padding-right:0}
thead th{font-size:.82em;color:var(--quiet);background:var(--paper);border-bottom:1.5px solid var(--quiet)})"
                                    R"(tbody th,b{font-weight:600}
small{display:block;font-size:.82em;font-weight:400;color:var(--quiet);line-height:1.3}
.k th{width:8.5rem;color:var(--quiet);font-weight:400}.k th,.k td{padding:.1em .6em .1em 0;border:0}
.note{border:1.5px solid var(--quiet);border-left-width:7px;padding:.45em .8em;margin:.4em 0}
.over{border-color:var(--over)}.caution{border-color:var(--caution)}.below{border-color:var(--below)}
i{font-style:normal;font-weight:600;display:inline-block;min-width:1.3em}.over i{color:var(--over)}
.caution i{color:var(--caution)}
.unknown i,.none i{color:var(--quiet)}.below i{color:var(--below)}.met i{color:var(--met)}
.kind{margin-left:.5em;padding:0 .35em;
border:1.5px solid var(--ink);border-radius:3px;font-size:.82em;white-space:nowrap}
time{white-space:nowrap}.legend{font-size:.82em;color:var(--quiet)}
.key{display:flex;flex-wrap:wrap;gap:.1em 1.4em;padding:0;list-style:none}.key svg{display:inline-block;width:18px;)"
                                    R"(height:12px;margin-right:.4em;vertical-align:-1px;background:none}
svg{display:block;max-width:100%}.p{width:100%}figure{margin:0;break-inside:avoid}
.taken tbody th,.taken td:nth-child(3),.taken td:nth-child(4){width:17%}.taken td:nth-child(5){width:7.5rem}
.values tbody th{width:17%}.values td:nth-child(2){width:33%}.values .g th{width:auto;padding:1em 0 .1em}
.values svg.p{margin-top:.2em}
ul{margin:.3em 0;padding-left:1.2em}.from{list-style:none;padding:0;font-size:.9em}.from li{margin:.4em 0}
summary{cursor:pointer;margin:.6em 0}.wide{overflow-x:auto}
.wide td,.wide thead th{text-align:right;white-space:nowrap}.wide th{white-space:nowrap})"
                                    R"(.wide thead th:first-child{text-align:left}
.close{margin-top:2em;border-top:1px solid var(--quiet);padding-top:.5em;font-size:.82em;color:var(--quiet)}
)";

constexpr std::string_view media =
    R"(@media print{body{max-width:none;margin:0;padding:0;font-size:9.5pt})"
    R"(h2,thead,.g{break-after:avoid}tr,.note,li{break-inside:avoid}
thead{display:table-header-group}*{print-color-adjust:exact;-webkit-print-color-adjust:exact})"
    R"(details:not([open]){display:none}}
@media screen and (max-width:46rem){.cards,.cards tbody,.cards tr,.cards tbody th,.cards td)"
    R"({display:block;width:auto!important}.cards tbody th,.cards td{border:0;padding:.1em 0}
.cards tr{border-bottom:1px solid var(--rule);padding:.4em 0}.cards .g{border:0;padding:0}.taken thead{display:none}
.values thead,.values thead tr,.values thead th:last-child{display:block;padding:0}.values thead th{display:none}
.values thead{position:sticky;top:0}
.taken td::before{color:var(--quiet)}.taken td:nth-child(2)::before{content:"Contains: "})"
    R"(.taken td:nth-child(3)::before{content:"Schedule: "}
.taken td:nth-child(4)::before{content:"Taken: "}.taken td:nth-child(5)::before{content:"Since: "}
.taken td small{display:inline}.taken td small::before{content:" \00B7  "}.k th{width:6.5rem}})";

std::string scheme(std::string_view name, std::string_view Color::*value) {
    std::string rule = formatted(":root{{color-scheme:{}", name);
    for (const Color& color : colors) rule += formatted(";--{}:{}", color.name, color.*value);
    return rule + "}\n";
}

}  // namespace

std::string picture() {
    std::string rules{marks};
    for (const Color& color : colors) {
        const std::string variable = formatted("var(--{})", color.name);
        for (auto at = rules.find(variable); at != std::string::npos; at = rules.find(variable, at))
            rules.replace(at, variable.size(), color.light);
    }
    return rules;
}

std::string page(std::string_view about, std::string_view person) {
    std::string whose;  // as a string of CSS within HTML
    for (const char c : printable(person))
        whose +=
            std::string_view{"\"\\<>&"}.find(c) == std::string_view::npos ? std::string{c} : formatted("\\{:x} ", c);
    if (!whose.empty()) whose += ": ";
    return scheme("light", &Color::light) + "@media screen and (prefers-color-scheme:dark){" +
           scheme("dark", &Color::dark) + "}\n" + std::string{layout} + std::string{marks} +
           formatted(
               "\n@page{{margin:14mm 13mm 16mm;@bottom-left{{content:\"{}{} \\2014  self-reported\";font:8pt "
               "sans-serif}}@bottom-right{{content:\"Page \" counter(page) \" of \" counter(pages);font:8pt "
               "sans-serif}}}}\n",
               whose, about) +
           std::string{media};
}

std::string grid(const day_chart::Axis& axis, std::size_t slots) {
    if (axis.step == 0) return {};
    const auto percent = [&](std::size_t row) {
        return 100 * (static_cast<double>(row) + 0.5) / static_cast<double>(slots);
    };
    const double first = percent(axis.first);
    return formatted(
        ".p{{background:repeating-linear-gradient(90deg,var(--rule) {0:.2f}%,var(--rule) calc({0:.2f}% + "
        "1px),transparent calc({0:.2f}% + 1px) {1:.2f}%)}}",
        first, percent(axis.first + axis.step));
}

}  // namespace epsom::visit_style
