#include "label_words.hpp"

#include "label_names.hpp"
#include "label_parts.hpp"
#include "label_row.hpp"

namespace epsom::label {

using enum LabelRemark::Kind;

bool heading_word(std::string_view word) {
    return among(
               word, {"amount", "amounts", "per", "serving", "servings", "daily", "value", "values", "dv", "nrv", "rda",
                         "vnr", "ajr", "vrn", "ri", "quantity", "nutrient", "nutrients", "ingredient", "ingredients",
                         "unit", "units", "each", "content", "contents", "pro", "je", "par", "por", "pour",
                         "tagesdosis", "tagesportion", "tagesration", "tages", "verzehrmenge", "tagesverzehrmenge",
                         "portion", "portionen", "menge", "n\u00E4hrstoff", "n\u00E4hrstoffe", "zusammensetzung",
                         "inhaltsstoff", "inhaltsstoffe", "vitamine", "mineralstoffe", "vitamins", "minerals", "gehalt",
                         "child", "children", "adult", "adults", "years", "year", "age", "ages", "and", "of", "for",
                         "up", "or", "older", "over", "active", "actives", "t\u00E4gliche", "t\u00E4glich",
                         "empfohlene", "empfohlenen", "n\u00E4hrwerte", "n\u00E4hrwertangaben", "wirkstoff",
                         "wirkstoffe", "facts", "supplement", "nutrition", "dose", "dosis", "dosage", "day", "tag",
                         "typical", "average", "g", "ml", "mg", "mcg", "the", "in", "einer", "pregnant", "lactating",
                         "women", "analysis", "nutritional", "information", "composition", "recommended", "intake",
                         "reference", "apports", "referenzmenge", "davon", "enth\u00E4lt", "enthalten", "contains",
                         "provides", "pregnancy", "label", "claim", "referenz", "der", "des", "die", "from", "contain",
                         "provide", "one", "two", "three", "four", "zwei", "drei", "vier", "deux", "trois"}) &&
           !word.empty();
}
bool serving_word(std::string_view word) {
    const std::string unit = serving_unit(word);
    return among(
        unit, {"capsule", "tablet", "softgel", "caplet", "lozenge", "gummy", "scoop", "packet", "piece", "drop",
                  "stick", "wafer", "sachet", "spray", "teaspoon", "tsp", "chew", "vegcap", "pill", "kapsel",
                  "tablette", "softgelkapsel", "beutel", "tropfen", "messl\u00F6ffel", "dragee", "lutschtablette",
                  "brausetablette", "filmtablette", "presslinge", "pressling", "g\u00E9lule", "comprim\u00E9",
                  "c\u00E1psula", "comprimido", "capsula", "compressa", "serving", "portion", "vegetable", "vegetarian",
                  "veggie", "vegan", "soft", "gel", "chewable", "level", "liquid", "stickpack", "ampoule", "ampulle",
                  "bar", "cup", "cap", "tab", "vegicap", "drops", "effervescent", "cacheton", "gelcap"});
}

LabelRemark::Kind kind_of(std::string_view folded) {
    if (first_word(folded, {"supplement facts", "nutrition facts", "drug facts", "n\u00E4hrwertangaben",
                               "n\u00E4hrwerttabelle", "nutritional information", "valeurs nutritionnelles",
                               "informaci\u00F3n nutricional", "informazioni nutrizionali"}) > 0) {
        return heading;
    }
    if (first_word(folded,
            {"other ingredients", "other ingredient", "other ing", "inactive ingredients", "inactive ingredient",
                "non-medicinal ingredients", "nonmedicinal ingredients", "ingredients:", "ingredients", "zutaten",
                "weitere zutaten", "sonstige zutaten", "f\u00FCllstoffe", "ingr\u00E9dients", "ingredienti",
                "ingredientes", "excipients", "additional ingredients", "may also contain", "contains less than",
                "contains 2% or less", "hilfsstoffe"}) > 0) {
        return other_ingredients;
    }
    if (first_word(folded,
            {"directions", "suggested use", "recommended use", "usage", "how to use", "how to take", "dosage",
                "dosierung", "verzehrempfehlung", "verzehrsempfehlung", "anwendung", "einnahme", "einnahmeempfehlung",
                "warning", "warnings", "caution", "cautions", "warnhinweis", "hinweis", "hinweise", "storage",
                "store in", "store at", "keep out", "keep in", "lagerung", "aufbewahrung", "allergen", "allergens",
                "allergy", "contains:", "contains no", "contains soy", "contains milk", "contains fish",
                "contains shellfish", "free of", "free from", "no artificial", "made in", "manufactured", "distributed",
                "hersteller", "vertrieb", "inverkehrbringer", "mindestens haltbar", "best before", "expiration", "exp",
                "lot", "net wt", "net weight", "nettof\u00FCllmenge", "inhalt", "adults take", "adults:", "take",
                "consult", "if you", "if pregnant", "do not", "these statements", "this product", "tamper",
                "gluten free", "gluten-free", "vegan", "non-gmo", "does not contain", "questions", "www", "http",
                "nahrungserg\u00E4nzungsmittel", "t\u00E4glich", "die angegebene", "conseils", "pr\u00E9cautions",
                "modo de empleo", "upc", "sku", "description"}) > 0) {
        return directions;
    }
    if (contains_any(
            folded, {"daily value not", "daily value (dv) not", "dv not established", "not established",
                        "daily values are based", "daily value is based", "daily values based", "based on a 2,000",
                        "2,000 calorie", "2000 calorie", "n\u00E4hrstoffbezugswert", "referenzmenge", "referenzwert",
                        "nutrient reference value", "keine nrv", "keine empfehlung", "kein nrv", "noch kein", "no nrv",
                        "nrv not", "nrv =", "nrv:", "% daily value tells", "percent daily value", "of the daily value",
                        "valeurs nutritionnelles de r\u00E9f\u00E9rence", "(eu) nr", "1169/2011", "daily value (dv)",
                        "*daily value"})) {
        return footnote;
    }
    return unread;
}

}  // namespace epsom::label
