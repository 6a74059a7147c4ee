#include "label_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "epsom/text/text.hpp"
#include "label_parts.hpp"

namespace epsom::label {
namespace {

std::vector<std::string> label_words(std::string_view text) {
    std::vector<std::string> words;
    for (const auto& word : split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

struct Translation {
    std::string_view from, to;
};
/// Names on European labels, in lower case.
constexpr std::array translations = std::to_array<Translation>({{"eisen", "iron"}, {"fer", "iron"}, {"hierro", "iron"},
    {"ferro", "iron"}, {"kalzium", "calcium"}, {"calcio", "calcium"}, {"zink", "zinc"}, {"zinco", "zinc"},
    {"cinc", "zinc"}, {"kupfer", "copper"}, {"cuivre", "copper"}, {"cobre", "copper"}, {"rame", "copper"},
    {"mangan", "manganese"}, {"mangan\u00E8se", "manganese"}, {"manganeso", "manganese"}, {"selen", "selenium"},
    {"s\u00E9l\u00E9nium", "selenium"}, {"selenio", "selenium"}, {"chrom", "chromium"}, {"chrome", "chromium"},
    {"cromo", "chromium"}, {"molybd\u00E4n", "molybdenum"}, {"molybd\u00E8ne", "molybdenum"},
    {"molibdeno", "molybdenum"}, {"jod", "iodine"}, {"iod", "iodine"}, {"iode", "iodine"}, {"yodo", "iodine"},
    {"iodio", "iodine"}, {"kalium", "potassium"}, {"potasio", "potassium"}, {"potassio", "potassium"},
    {"natrium", "sodium"}, {"sodio", "sodium"}, {"phosphor", "phosphorus"}, {"phosphore", "phosphorus"},
    {"f\u00F3sforo", "phosphorus"}, {"fluorid", "fluoride"}, {"chlorid", "chloride"}, {"bor", "boron"},
    {"magn\u00E9sium", "magnesium"}, {"magnesio", "magnesium"}, {"silizium", "silicon"}, {"silicium", "silicon"},
    {"fols\u00E4ure", "folic acid"}, {"acide folique", "folic acid"}, {"\u00E1cido f\u00F3lico", "folic acid"},
    {"acido folico", "folic acid"}, {"folat", "folate"}, {"pantothens\u00E4ure", "pantothenic acid"},
    {"acide pantoth\u00E9nique", "pantothenic acid"}, {"\u00E1cido pantot\u00E9nico", "pantothenic acid"},
    {"acido pantotenico", "pantothenic acid"}, {"vitamine", "vitamin"}, {"vitamina", "vitamin"}, {"biotine", "biotin"},
    {"biotina", "biotin"}, {"niacina", "niacin"}, {"niacine", "niacin"}, {"cholin", "choline"}, {"colina", "choline"},
    {"riboflavina", "riboflavin"}, {"riboflavine", "riboflavin"}, {"tiamina", "thiamin"}, {"thiamine", "thiamin"},
    {"fisch\u00F6l", "fish oil"}, {"huile de poisson", "fish oil"}, {"krill\u00F6l", "krill oil"},
    {"koffein", "caffeine"}, {"kreatin", "creatine"}, {"taurin", "taurine"}, {"coenzym q10", "coq10"},
    {"coenzyme q10", "coq10"}, {"coenzym q-10", "coq10"}, {"coenzyme q-10", "coq10"}, {"co q-10", "coq10"},
    {"omega-3-fetts\u00E4uren", "omega-3"}, {"omega 3 fetts\u00E4uren", "omega-3"},
    {"ascorbins\u00E4ure", "ascorbic acid"}, {"acide ascorbique", "ascorbic acid"}, {"nicotinamid", "niacinamide"},
    {"nikotinamid", "niacinamide"}, {"eiwei\u00DF", "protein"}, {"prot\u00E9ines", "protein"},
    {"prote\u00EDnas", "protein"}, {"ballaststoffe", "fiber"}, {"baldrian", "valerian"}, {"val\u00E9riane", "valerian"},
    {"ingwer", "ginger"}, {"kurkuma", "turmeric"}, {"eicosapentaens\u00E4ure", "epa"},
    {"docosahexaens\u00E4ure", "dha"}, {"alpha-lipons\u00E4ure", "alpha-lipoic acid"},
    {"hyalurons\u00E4ure", "hyaluronic acid"}, {"kollagen", "collagen"}, {"gr\u00FCntee-extrakt", "green tea extract"},
    {"gr\u00FCntee", "green tea"}, {"vitamin b complex", "vitamin b complex"}});

/// What German puts before the name of an anion, and the anions that are not formed by adding an e.
constexpr std::array metals = std::to_array<Translation>({{"magnesium", "magnesium"}, {"calcium", "calcium"},
    {"kalzium", "calcium"}, {"zink", "zinc"}, {"eisen", "iron"}, {"kupfer", "copper"}, {"mangan", "manganese"},
    {"kalium", "potassium"}, {"natrium", "sodium"}, {"chrom", "chromium"}});
std::string german_salt(std::string_view word) {
    for (const auto& [metal, english] : metals) {
        if (!word.starts_with(metal) || word.size() < metal.size() + 4) continue;
        std::string anion{word.substr(metal.size())};
        while (!anion.empty() && !is_letter(anion.front())) anion.erase(0, 1);
        if (!(anion.ends_with("at") || anion.ends_with("id") || anion.ends_with("it"))) continue;
        for (const auto& [from, to] : {std::pair{"iodid", "iodid"}, std::pair{"jodid", "iodid"},
                 std::pair{"jodat", "iodat"}, std::pair{"zitrat", "citrat"}, std::pair{"glukonat", "gluconat"},
                 std::pair{"karbonat", "carbonat"}, std::pair{"laktat", "lactat"}}) {
            if (anion == from) anion = to;
        }
        return std::string{english} + " " + anion + "e";
    }
    return {};
}

/// `text`, in lower case, in English.
std::string translated(std::string_view text) {
    const std::string folded = folded_text(text);
    const auto whole = std::ranges::find(translations, std::string_view{folded}, &Translation::from);
    if (whole != translations.end()) return std::string{whole->to};
    for (const std::string_view of : {"extrait de ", "extrait d'", "extracto de ", "estratto di "}) {
        if (folded.starts_with(of)) return translated(folded.substr(of.size())) + " extract";
    }
    auto words = label_words(folded);
    for (auto& word : words) {
        const auto known = std::ranges::find(translations, std::string_view{word}, &Translation::from);
        if (known != translations.end()) {
            word = known->to;
        } else if (const std::string salt = german_salt(word); !salt.empty()) {
            word = salt;
        } else if (word.ends_with("extrakt") && word.size() > 8) {
            std::string plant = word.substr(0, word.size() - 7);
            while (!plant.empty() && plant.back() == '-') plant.pop_back();
            const auto known_plant = std::ranges::find(translations, std::string_view{plant}, &Translation::from);
            word = (known_plant == translations.end() ? plant : std::string{known_plant->to}) + " extract";
        } else if (word == "extrakt") {
            word = "extract";
        } else if (word == "wurzel") {
            word = "root";
        } else if (word == "pulver") {
            word = "powder";
        }
    }
    return joined(words);
}

/// Plant parts and preparations after a name: they do not change what is counted.
bool is_preparation(std::string_view word) {
    return among(word,
        {"extract", "extracts", "powder", "powdered", "concentrate", "concentrated", "root", "roots", "leaf", "leaves",
            "herb", "bark", "fruit", "fruits", "berry", "berries", "flower", "flowers", "rhizome", "aerial", "part",
            "parts", "standardized", "standardised", "dry", "dried", "whole", "plant", "fatty", "acid", "acids", "seed",
            "seeds", "hulls", "peel", "anhydrous", "usp", "pure", "natural", "organic", "liposomal", "micronized",
            "freeze-dried", "vegan", "fermented", "hcl", "active", "stem", "tuber", "cultures", "culture", "herbal",
            "isolate", "body", "fruiting", "mycelium", "supplement", "premium", "raw", "free", "kosher", "clinically",
            "studied", "high", "potency", "wild", "cold-pressed", "proprietary", "total", "elemental", "buffered",
            "nutrients", "mushroom", "gesamt", "reines", "chelate"});
}

bool is_ratio(std::string_view word) {
    // "2:1", "10:1", "24%", "(rate)".
    return !word.empty() && is_digit(word.front()) && (word.find(':') != std::string_view::npos || word.ends_with('%'));
}

/// "L. plantarum" in full; a B. is of another genus where the species is one of soil.
std::string genus_in_full(std::string_view genus, std::string_view species) {
    if (genus == "l.") return "Lactobacillus";
    if (genus == "b.")
        return among(species, {"coagulans", "subtilis", "clausii", "licheniformis", "indicus", "pumilus"})
                   ? "Bacillus"
                   : "Bifidobacterium";
    if (genus == "s.") return species == "boulardii" || species == "cerevisiae" ? "Saccharomyces" : "Streptococcus";
    return {};
}

bool is_genus(std::string_view word) {
    return among(
        word, {"lactobacillus", "lacticaseibacillus", "lactiplantibacillus", "limosilactobacillus", "ligilactobacillus",
                  "levilactobacillus", "bifidobacterium", "bacillus", "saccharomyces", "streptococcus", "enterococcus",
                  "lactococcus", "weizmannia", "heyndrickxia", "akkermansia", "clostridium", "l.", "b.", "s."});
}

/// The names to look up for `name`, best first.
std::vector<std::string> spellings_of(std::string_view name) {
    std::vector<std::string> found;
    const auto add = [&found](std::string text) {
        if (!trim(text).empty() && std::ranges::find(found, text) == found.end()) found.push_back(std::move(text));
    };
    std::string bare = without_brackets(name);
    std::string folded = lower(bare);
    for (const std::string_view start : {" as ", " from ", " als ", " aus ", " providing ", " standardized to "}) {
        if (const auto at = folded.find(start); at != std::string::npos) {
            bare.resize(at);
            folded.resize(at);
        }
    }
    add(bare);
    // "Vit. C", "Vit D3".
    for (const std::string_view vit : {"vit. ", "vit ", "vit."}) {
        if (folded.starts_with(vit)) {
            bare = "vitamin " + std::string{trim(std::string_view{bare}.substr(vit.size()))};
            break;
        }
    }
    std::string english = translated(bare);
    add(english);
    auto words = label_words(english);
    std::erase_if(words, is_ratio);
    add(joined(words));
    if (words.size() > 2 && is_genus(words.front())) {
        // The strain follows the species: "Lactobacillus acidophilus La-14".
        add(words[0] + " " + words[1]);
    }
    // The form may follow a vitamin: "Vitamin K2 MK-7".
    if (words.size() > 2 && words.front() == "vitamin") add(words[0] + " " + words[1]);
    // Without preparations at either end, the last first; then without those in the middle.
    const auto stripped = [](std::vector<std::string> rest, bool front, bool back) {
        while (back && rest.size() > 1 && is_preparation(rest.back())) rest.pop_back();
        while (front && rest.size() > 1 && is_preparation(rest.front())) rest.erase(rest.begin());
        return rest;
    };
    auto rest = words;
    while (rest.size() > 1 && is_preparation(rest.front())) {
        rest.erase(rest.begin());
        add(joined(rest));
    }
    auto middle = stripped(words, true, false);
    if (middle.size() > 2 && is_preparation(middle.back())) {
        std::vector<std::string> outer{middle.front()};
        for (std::size_t i = 1; i + 1 < middle.size(); ++i) {
            if (!is_preparation(middle[i])) outer.push_back(middle[i]);
        }
        outer.push_back(middle.back());
        add(joined(outer));
    }
    rest = stripped(words, true, false);
    while (rest.size() > 1 && is_preparation(rest.back())) {
        rest.pop_back();
        add(joined(rest));
    }
    // "L-Citrulline malate" and "citrulline malate".
    for (std::size_t i = 0, n = found.size(); i < n; ++i) {
        const std::string low = lower(found[i]);
        if (low.starts_with("l-") || low.starts_with("d-")) add(low.substr(2));
    }
    // Other names in brackets: "Docosahexaenoic Acid (DHA)".
    for (const auto& inside : brackets_of(name)) {
        const std::string low = lower(inside);
        if (first_word(low, {"as", "from", "als", "aus", "of", "with", "providing", "standardized", "std", "std."}) ==
            0)
            add(inside);
    }
    return found;
}

std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : lower(name)) {
        const bool kept = (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
        if (kept) {
            key += c;
        } else if (!key.empty() && key.back() != '-' && c != '\'') {
            key += '-';
        }
    }
    while (!key.empty() && key.back() == '-') key.pop_back();
    return key;
}

const Compound* compound_named(std::string_view text, const LabelNames& names) {
    if (!names.compound) return nullptr;
    if (const Compound* found = names.compound(text)) return found;
    // "L-5-Methyltetrahydrofolate Calcium" is "Calcium L-5-methyltetrahydrofolate".
    auto words = label_words(text);
    if (words.size() == 2 || words.size() == 3) {
        std::rotate(words.begin(), words.end() - 1, words.end());
        return names.compound(joined(words));
    }
    return nullptr;
}

bool is_mineral(Nutrient nutrient) { return !info(nutrient).symbol.empty(); }

}  // namespace

bool of_nutrition_panel(std::string_view name) {
    std::string folded = lower(without_brackets(plain(name)));
    while (!folded.empty() && (is_digit(folded.back()) || folded.back() == ' ' || folded.back() == '.'))
        folded.pop_back();
    return among(
               folded, {"calories", "calorie", "calories from fat", "energy", "energie", "brennwert", "total fat",
                           "fat", "fett", "saturated fat", "saturates", "trans fat", "polyunsaturated fat",
                           "monounsaturated fat", "cholesterol", "cholesterin", "total carbohydrate",
                           "total carbohydrates", "carbohydrate", "carbohydrates", "total carb", "total carbs", "carbs",
                           "kohlenhydrate", "sugar", "sugars", "total sugar", "total sugars", "zucker", "added sugar",
                           "added sugars", "sugar alcohol", "sugar alcohols", "ges\u00E4ttigte fetts\u00E4uren",
                           "net carbs", "erythritol", "kcal", "kj", "salz", "salt", "graisses", "glucides", "sucres",
                           "sel", "lipides", "mati\u00E8res grasses", "acides gras satur\u00E9s", "\u00E9nergie",
                           "grasas", "hidratos de carbono", "az\u00FAcares", "grassi", "carboidrati", "zuccheri",
                           "davon zucker", "total lipids", "soluble fiber", "insoluble fiber"}) ||
           (folded.starts_with("includes") && folded.find("added sugar") != std::string::npos) ||
           lower(name).find("added sugar") != std::string::npos;
}

const Compound* form_of(Nutrient nutrient, std::string_view text, const LabelNames& names) {
    const std::string label{info(nutrient).label};
    for (auto name : spellings_of(plain(text))) {
        // "60% as beta-carotene", "40% beta-carotene".
        auto words = label_words(name);
        while (!words.empty() && (is_ratio(words.front()) || among(lower(words.front()), {"as", "from", "of"})))
            words.erase(words.begin());
        name = joined(words);
        if (name.empty()) continue;
        const std::string low = lower(name);
        const Compound* found = compound_named(label + " " + name, names);
        if (found == nullptr) found = compound_named(name, names);
        // A word such as "oxide" alone is magnesium's.
        if (found != nullptr && found->nutrient != nutrient && is_mineral(found->nutrient) &&
            low.find(lower(info(found->nutrient).label)) == std::string::npos) {
            found = nullptr;
        }
        if (found == nullptr && find_nutrient(name) == nutrient) {
            const std::string_view key = info(nutrient).key;
            const std::string_view itself = key == "riboflavin" ? "free-riboflavin"
                                            : key == "niacin"   ? "nicotinic-acid"
                                            : key == "biotin"   ? "d-biotin"
                                                                : "";
            if (!itself.empty() && name_key(low) == name_key(key)) found = compound_named(itself, names);
        }
        if (found != nullptr && found->key != "unspecified") return found;
        // A brand may come first: "Ferrochel ferrous bisglycinate chelate".
        for (words = label_words(name); words.size() > 1;) {
            words.erase(words.begin());
            const Compound* rest = compound_named(joined(words), names);
            if (rest == nullptr) rest = compound_named(label + " " + joined(words), names);
            if (rest != nullptr && rest->nutrient == nutrient && rest->key != "unspecified") return rest;
            if (words.size() > 1 && is_preparation(lower(words.back()))) words.pop_back();
        }
    }
    return nullptr;
}

Named find_named(std::string_view printed, std::string_view group, const LabelNames& names) {
    Named named;
    const std::string name = plain(printed);
    if (of_nutrition_panel(name)) {
        named.panel = true;
        return named;
    }
    const std::string low = lower(name);
    named.total = first_word(low, {"total", "gesamt"}) > 0;
    named.elemental = first_word(low, {"elemental", "elementares"}) > 0 || low.find("(elemental") != std::string::npos;
    // "Mg" is the element where a name stands; single letters are vitamins as well.
    for (const NutrientInfo& row : known_ingredients()) {
        if (row.symbol.size() > 1 && row.symbol == without_brackets(name)) {
            named.nutrient = row.id;
            return named;
        }
    }
    // "EPA + DHA", "Total EPA and DHA".
    const auto listed = list_items(without_brackets(low.substr(named.total ? low.find(' ') + 1 : 0)));
    if (listed.size() == 2 && std::ranges::all_of(listed, [](const std::string& item) {
            const auto nutrient = find_nutrient(item);
            return nutrient && among(info(*nutrient).key, {"epa", "dha"});
        })) {
        named.nutrient = find_nutrient("omega-3");
        return named;
    }
    const auto spellings = spellings_of(name);
    for (const auto& spelling : spellings) {
        const Compound* compound = compound_named(spelling, names);
        if (compound != nullptr && compound->key == "unspecified") compound = nullptr;
        if (name_key(spelling) == name_key("folic acid")) {
            named.nutrient = Nutrient::folate;
            named.compound = compound;
            named.by_compound = true;
            return named;
        }
        if (const auto nutrient = find_nutrient(spelling)) {
            named.nutrient = nutrient;
            if (compound != nullptr && compound->nutrient == *nutrient) named.compound = compound;
            // The number of a vitamin names its form.
            const std::string key = name_key(spelling);
            const std::string_view numbered = key == "vitamind3" || key == "d3"   ? "cholecalciferol"
                                              : key == "vitamind2" || key == "d2" ? "ergocalciferol"
                                              : key == "vitamink1" || key == "k1" ? "phylloquinone"
                                                                                  : "";
            if (!numbered.empty() && named.compound == nullptr) named.compound = compound_named(numbered, names);
            named.blend = info(*nutrient).key == "proprietary-blend";
            return named;
        }
        if (compound != nullptr && (is_mineral(compound->nutrient) || info(compound->nutrient).is_nutrient())) {
            // A word such as "oxide" alone names no salt.
            if (is_mineral(compound->nutrient) && spelling.find(' ') == std::string::npos &&
                name_key(spelling) == name_key(compound->key) && compound->nutrient == Nutrient::magnesium)
                continue;
            named.nutrient = compound->nutrient;
            named.compound = compound;
            named.by_compound = true;
            return named;
        }
    }
    const bool other = first_word(low, {"other", "andere", "weitere"}) > 0;
    if (names_a_blend(name) && !other) {
        // "Omega-3 blend" is omega-3; "Magnesium complex" says of its mass only what a salt's does.
        std::vector<std::string> words;
        for (const auto& word : label_words(without_brackets(low))) {
            if (!names_a_blend(word) && !is_preparation(word)) words.push_back(word);
        }
        auto inner = words.empty() ? std::nullopt : find_nutrient(translated(joined(words)));
        if (std::ranges::find(words, "probiotic") != words.end()) inner = find_nutrient("probiotic");
        if (inner && among(info(*inner).key, {"omega-3", "probiotic", "bcaa", "eaa", "collagen", "fish-oil"})) {
            named.nutrient = inner;
            return named;
        }
        if (inner && is_mineral(*inner)) {
            named.nutrient = inner;
            named.own_mass = true;
            return named;
        }
        named.nutrient = find_nutrient("proprietary-blend");
        named.blend = true;
        return named;
    }
    if (!group.empty() && !other) {
        const std::string bare = without_brackets(group);
        if (const auto nutrient = find_nutrient(bare); nutrient && !names_a_blend(bare)) {
            named.nutrient = nutrient;
            return named;
        }
    }
    // Of the user's own: the name without its brackets, its strain, and the part of the plant.
    std::string label = without_brackets(name);
    auto words = label_words(label);
    std::erase_if(words, is_ratio);
    if (words.size() > 1) {
        const std::string genus = genus_in_full(lower(words[0]), lower(words[1]));
        if (!genus.empty()) words[0] = genus;
    }
    named.strain = words.size() > 1 && words.front().size() > 2 && is_genus(lower(words.front()));
    if (named.strain) words.resize(2);
    while (words.size() > 1 &&
           among(lower(words.back()), {"herb", "leaf", "leaves", "flower", "flowers", "fruit", "aerial", "parts"}))
        words.pop_back();
    label = joined(words);
    named.key = key_of(label);
    if (named.key.empty()) named.key = key_of(name);
    if (named.key.empty()) named.key = "ingredient";
    if (named.key.size() > 60) {
        named.key.resize(60);
        while (!is_utf8(named.key)) named.key.pop_back();
    }
    named.label = label.empty() ? std::string{trim(name)} : label;
    named.unknown = true;
    return named;
}

}  // namespace epsom::label

namespace epsom {

std::string name_in_english(std::string_view name) { return label::translated(name); }

}  // namespace epsom
