#include <algorithm>
#include <array>
#include <string_view>

#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"
#include "names.hpp"
#include "substances.hpp"

namespace epsom::tables {
namespace {

using enum Nutrient;
using enum InteractionKind;
using enum Evidence;
using enum Reach;

constexpr bool avoid = true;

constexpr Gap hours(int least, int most) { return {std::chrono::hours{least}, std::chrono::hours{most}}; }
constexpr Gap hours(int exactly) { return hours(exactly, exactly); }
constexpr Gap half_an_hour{minutes{30}, minutes{30}};

// Always the subject before, and after, the mineral.
constexpr Spacing around(Gap before, Gap after) { return {before, after}; }
constexpr Spacing before(Gap gap) { return {gap, {}}; }
constexpr Spacing after(Gap gap) { return {{}, gap}; }
constexpr Spacing either(int least, int most) { return around(hours(least, most), hours(least, most)); }
constexpr Spacing either(int exactly) { return either(exactly, exactly); }
constexpr Spacing no_hours;

constexpr std::string_view iron_smpc = "emc 3130 SmPC (oral iron)";
constexpr std::string_view magnesium_smpc = "emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate)";
constexpr std::string_view antacid_25343 = "emc 25343 SmPC (magnesium antacid)";
constexpr std::string_view antacids_25343_4880 = "emc 25343 SmPC (magnesium antacid); emc 4880 SmPC (Mg antacid)";
constexpr std::string_view diuretics =
    "emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate); managedhealthcareexecutive.com; PMC6539869";
constexpr std::string_view aidsinfo = "AIDSinfo adult ARV guideline table 18d/19d; hivclinic.ca";
constexpr std::string_view fdb_2202 = "WebMD/FDB interaction monograph dmid-2202";
constexpr std::string_view emc_12118 = "emc 12118";
constexpr std::string_view cipro_label_medizzine = "ciprofloxacin ER label text (recallguide.org); medizzine.com";
constexpr std::string_view levofloxacin_sheet = "hospital levofloxacin sheet docslib 4989011";
constexpr std::string_view fdb_1660 = "WebMD/FDB interaction monograph dmid-1660 citing US PIs";
constexpr std::string_view fdb_1660_nni = "WebMD/FDB interaction monograph dmid-1660 citing US PIs; nni.com.sg";
constexpr std::string_view goodrx = "GoodRx magnesium interactions 2024-12-16 and hcn.health digest";
constexpr std::string_view pfusion_iron = "pfusion.net iron monograph";
constexpr std::string_view consumerlab = "consumerlab.com magnesium drug interactions";
constexpr std::string_view drugs_com_antacids = "drugs.com interaction 472-0/1666-17635";
constexpr std::string_view drugs_com_eltrombopag = "drugs.com eltrombopag food interactions";

// One row a statement: where sources differ, all are here, and the longest gap warns. What is known from memory alone is not
// here, so nothing is said of potassium-sparing diuretics or of iron overload.
constexpr Interaction rows[] = {
    // antibiotics and antifungals
    {"tetracyclines", magnesium, spacing, either(2, 3), verified,
     "emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate); medpill.info (Stockley excerpts) 10261",
     "separate by 2 to 3 h or more; binding in the gut"},
    {"tetracyclines", magnesium, spacing, around(hours(4), hours(2)), verified, "AdventHealth firstline.org 21310",
     "hospital protocol: cation 2 h before or 4 h after the antibiotic dose"},
    {"tetracyclines", magnesium, spacing, around(hours(2), hours(4, 6)), secondary,
     "kataeb/Verywell pharmacist-reviewed page; GoodRx magnesium interactions 2024-12-16 and hcn.health digest",
     "consumer reference rule; stricter side used by ODS style lists"},
    {"tetracyclines", iron, spacing, either(2, 3), verified, iron_smpc, "each lowers the other"},
    {"tetracyclines", calcium, spacing, either(2, 3), verified, "medpill.info (Stockley excerpts) 10261",
     "calcium antacids and supplements can abolish absorption"},
    {"ciprofloxacin", magnesium, spacing, around(hours(2), hours(6)), verified, cipro_label_medizzine,
     "label rule; same for aluminium, iron and zinc products"},
    {"ciprofloxacin", iron, spacing, around(hours(2), hours(6)), verified, "ciprofloxacin ER label text (recallguide.org)",
     "label names metal cations such as iron and multivitamins with zinc"},
    {"ciprofloxacin", calcium, spacing, either(2), verified, cipro_label_medizzine,
     "2 h window when more than 800 mg calcium is taken; 500 mg dose with milk lost about a third of exposure"},
    {"ciprofloxacin", magnesium, reduces_absorption, no_hours, verified, "Nix 1989 PMID 2598571",
     "bioavailability 15 % when antacid was 5-10 min earlier, 23 % at 2 h, 70 % at 4 h; none lost at 6 h before or 2 h after"},
    {"moxifloxacin", magnesium, spacing, around(hours(4), hours(8)), verified, fdb_2202, "longest quinolone gap; same for iron and zinc"},
    {"moxifloxacin", iron, spacing, around(hours(4), hours(8)), verified, fdb_2202, "as for magnesium"},
    {"levofloxacin", magnesium, spacing, around(hours(2), hours(4)), verified, levofloxacin_sheet, "patient sheet rule"},
    {"levofloxacin", iron, spacing, around(hours(2), hours(4)), verified, levofloxacin_sheet, "minerals named: calcium, magnesium, iron"},
    {"gemifloxacin", magnesium, spacing, around(hours(2), hours(3)), verified, fdb_2202},
    {"delafloxacin", magnesium, spacing, around(hours(2), hours(6)), verified, "familiprix.com 02554429",
     "avoid antacid from 6 h before until 2 h after the dose"},
    {"quinolones", magnesium, spacing, around(hours(2), hours(4, 6)), verified, "medpill.info (Stockley excerpts) 10256", "general rule",
     rest_of_class},
    {"quinolones", iron, spacing, either(2), verified, iron_smpc, "iron SmPC gives a shorter gap than the quinolone labels"},
    {"nitrofurantoin", magnesium, spacing, either(3, 4), verified, magnesium_smpc, "magnesium 3 to 4 h before or after"},
    {"nitroxoline", magnesium, spacing, either(3, 4), verified, magnesium_smpc},
    {"cefdinir", iron, reduces_absorption, no_hours, verified, "MIMS iron interactions (xyloper)", "iron lowers cefdinir absorption"},
    {"itraconazole", magnesium, spacing, either(2), secondary, "getjapan.org (Lexicomp text)", "2 h before or 2 h after antacids"},
    {"azithromycin,isoniazid,rifampicin,cefpodoxime", magnesium, reduces_absorption, either(2, 3), verified, antacid_25343,
     "named in the list of drugs whose absorption magnesium salts lower; general 2 to 3 h gap"},

    // bone medicines
    {"alendronate", magnesium, spacing, before(half_an_hour), verified, fdb_1660, "wait at least 30 min after alendronate"},
    {"risedronate", magnesium, spacing, before(half_an_hour), verified, fdb_1660_nni, "wait at least 30 min after the dose"},
    {"ibandronate", magnesium, spacing, before(hours(1)), verified, fdb_1660_nni, "wait at least 60 min after the dose"},
    {"etidronate,tiludronate", magnesium, spacing, either(2), verified, fdb_1660},
    {"bisphosphonates", magnesium, spacing, either(2), secondary, goodrx, "ODS-style rule: at least 2 h apart"},
    {"bisphosphonates", magnesium, spacing, either(3, 4), verified, magnesium_smpc, "strictest source"},
    {"alendronate", calcium, spacing, before(half_an_hour), verified, "medizzine.com alendronate; care.med.sa",
     "calcium and antacids at least 30 min after"},
    {"bisphosphonates", iron, spacing, either(2), verified, iron_smpc},

    // hormones, sugar, joints, fats, nerves
    {"levothyroxine", magnesium, spacing, either(4), verified, "WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024",
     "keep 4 h from aluminium, calcium, iron, magnesium"},
    {"levothyroxine", calcium, spacing, either(4), verified,
     "WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024; medpill.info (Stockley excerpts) 10242"},
    {"levothyroxine", iron, spacing, either(4), verified,
     "WebMD/FDB interaction monograph dmid-1034 citing Synthroid PI 02/2024; emc 3130 SmPC (oral iron)", "iron SmPC asks only 2 h"},
    {"sulfonylureas", magnesium, caution, no_hours, verified, "A.D.A.M. magnesium interactions (pfusion.net)",
     "magnesium hydroxide may raise their absorption: glucose may fall"},
    {"penicillamine", magnesium, spacing, either(3, 4), verified, magnesium_smpc},
    // The hours are from memory, so they are not here.
    {"penicillamine", iron, reduces_absorption, no_hours, verified, iron_smpc, "each lowers the other"},
    {"trientine", iron, spacing, either(2), verified, iron_smpc},
    // The hours are from memory, so they are not here.
    {"rosuvastatin", magnesium, reduces_absorption, no_hours, verified,
     "emc 25343 SmPC (magnesium antacid); consumerlab.com magnesium drug interactions", "named as lowered by magnesium salts"},
    {"gabapentin", magnesium, spacing, after(hours(2)), verified, "goodrx.com gabapentin-magnesium; droracle 750758 citing label",
     "take gabapentin at least 2 h after magnesium; Al/Mg antacid cut bioavailability about 20 %, 10 % when 2 h apart; 1 g MgO cut AUC "
     "43 %"},
    // The hours are from memory, so they are not here.
    {"levodopa,co-careldopa,entacapone", iron, reduces_absorption, no_hours, verified, iron_smpc, "iron lowers absorption"},
    {"methyldopa", iron, reduces_absorption, no_hours, verified, iron_smpc, "blood-pressure effect may be lost"},
    {"phenytoin,phenothiazines,sulpiride", magnesium, reduces_absorption, either(2, 3), verified, antacid_25343},

    // diuretics, heart, blood pressure
    {"loop-diuretics", magnesium, depletes, no_hours, verified, diuretics, "raise urinary magnesium loss"},
    {"thiazide-diuretics", magnesium, depletes, no_hours, verified, diuretics, "raise urinary magnesium loss"},
    {"digoxin", magnesium, caution, no_hours, verified,
     "emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate); emc 25343 SmPC (magnesium antacid); FDA Drug Safety "
     "Communication 2011-03-02 (PPI, low magnesium)",
     "digoxin increases magnesium loss and low magnesium raises digoxin toxicity; magnesium salts also on the list lowering digoxin "
     "absorption"},
    {"calcium-channel-blockers", magnesium, caution, no_hours, verified,
     "A.D.A.M. magnesium interactions (pfusion.net); magnesium sulfate SmPC via rxreasoner",
     "additive fall in blood pressure; marked with nifedipine in pregnancy and with IV magnesium"},
    {"quinidine", magnesium, spacing, either(3, 4), verified, magnesium_smpc},
    {"ace-inhibitors", magnesium, reduces_absorption, either(2, 3), verified, antacid_25343},
    {"ace-inhibitors", iron, reduces_absorption, either(2), secondary, pfusion_iron},
    // The hours are from memory, so they are not here.
    {"sotalol", magnesium, reduces_absorption, no_hours, verified, consumerlab, "named as lowered"},

    // stomach and gut
    {"sodium-polystyrene-sulfonate", magnesium, caution, no_hours, verified, antacids_25343_4880,
     "metabolic alkalosis reported with oral magnesium"},
    {"proton-pump-inhibitors", magnesium, depletes, no_hours, verified, "FDA Drug Safety Communication 2011-03-02 (PPI, low magnesium)",
     "low serum magnesium after 3 months, mostly after more than 1 year; a quarter of cases did not respond to supplements alone"},
    {"proton-pump-inhibitors,h2-blockers", iron, reduces_absorption, no_hours, secondary, pfusion_iron},
    {"calcium-antacid", iron, reduces_absorption, no_hours, verified, drugs_com_antacids, "ferrous sulfate absorption down 67 %"},
    {"magnesium-antacid", iron, reduces_absorption, no_hours, verified, drugs_com_antacids,
     "ferrous sulfate down 37 %, fumarate down 31 %; Mg/Al hydroxide 5 mL alone had little effect"},
    {"cholestyramine,colestipol", iron, reduces_absorption, no_hours, verified, iron_smpc},

    // cancer, immune system, hormones
    {"ulipristal", magnesium, caution, no_hours, verified, "emc 4880 SmPC (Mg antacid)", "avoid with antacids", stated, avoid},
    {"nilotinib", magnesium, caution, no_hours, verified, antacid_25343, "antacids should be avoided", stated, avoid},
    {"erlotinib", magnesium, spacing, around(hours(2), hours(4)), verified, "emc 4880 SmPC (Mg antacid); emc 12118",
     "antacid at least 4 h before or 2 h after erlotinib; drug class can also deplete magnesium"},
    {"mycophenolate", magnesium, spacing, either(2, 3), verified, "medpill.info (Stockley excerpts) 10246",
     "not simultaneously; AUC down about 20 % in one study"},
    {"mycophenolate", iron, reduces_absorption, no_hours, verified, iron_smpc, "large fall in absorption"},
    {"calcineurin-inhibitors", magnesium, depletes, no_hours, verified,
     "emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate); consumerlab.com magnesium drug interactions"},
    {"egfr-antagonists", magnesium, depletes, no_hours, verified, emc_12118, "can cause severe low magnesium"},
    {"bevacizumab", magnesium, depletes, no_hours, verified, emc_12118},
    {"nivolumab", magnesium, depletes, no_hours, verified, emc_12118},
    {"cisplatin,aminoglycosides", magnesium, depletes, no_hours, verified, magnesium_smpc},
    {"foscarnet,pentamidine,amphotericin-b,sirolimus", magnesium, depletes, no_hours, verified, magnesium_smpc},
    {"estrogens", magnesium, depletes, no_hours, secondary, consumerlab},

    // HIV, blood, others
    {"dolutegravir", magnesium, spacing, around(hours(2), hours(6)), verified, aidsinfo,
     "AUC down 74 % together with Mg/Al antacid, 26 % when taken 2 h before"},
    {"dolutegravir", iron, spacing, around(hours(2), hours(6)), verified, aidsinfo, "or together with food"},
    {"dolutegravir", calcium, spacing, around(hours(2), hours(6)), verified, aidsinfo, "or together with food"},
    {"dolutegravir-rilpivirine", magnesium, spacing, around(hours(4), hours(6)), verified, "guidetherapeutiquevih.com 11406"},
    {"elvitegravir-cobicistat", magnesium, spacing, either(2), verified, aidsinfo, "separate by more than 2 h"},
    {"raltegravir", magnesium, caution, no_hours, verified, "hivinsite.ucsf.edu; Medscape",
     "Mg/Al antacids within 2 h either side still cut C12h by 57 %: not recommended with or without spacing", stated, avoid},
    {"bictegravir", magnesium, spacing, before(hours(2)), verified, "cookedmed.com (drugs.com text)",
     "fasted at least 2 h before; not together nor 2 h after"},
    {"eltrombopag", magnesium, spacing, around(hours(2), hours(4)), verified, "drugs.com eltrombopag food interactions; EU SmPC excerpt",
     "single 75 mg dose with Al/Mg antacid lost about 70 %; EU text 4 h either side"},
    {"eltrombopag", iron, spacing, around(hours(2), hours(4)), verified, drugs_com_eltrombopag},
    {"eltrombopag", calcium, spacing, around(hours(2), hours(4)), verified, drugs_com_eltrombopag},
    {"chloroquine,hydroxychloroquine", magnesium, spacing, either(3, 4), verified, magnesium_smpc},
    {"deferasirox", magnesium, caution, either(2), secondary, "WebMD/FDB dmid-255", "avoid aluminium antacids; at least 2 h"},
    {"cellulose-sodium-phosphate,edetate-disodium", magnesium, spacing, either(1), verified, magnesium_smpc},
    {"sodium-fluoride", magnesium, spacing, either(2, 3), verified, magnesium_smpc},
    {"dimercaprol", iron, caution, no_hours, verified, iron_smpc, "avoid: toxic complex", stated, avoid},
    {"chloramphenicol", iron, caution, no_hours, verified, iron_smpc, "delays the response to iron"},
    {"fexofenadine", magnesium, reduces_absorption, either(2, 3), verified, antacids_25343_4880},
    {"medicine", magnesium, spacing, either(2), verified,
     "Medscape UK Mg glycerophosphate and citrate; emc 2678 SmPC (oral magnesium; same text emc 12118, Magnaspartate)",
     "default gap when nothing more specific is known: 2 h (Medscape UK), 2 to 3 h (SmPC)", any_medicine},

    // nutrients
    {"iron", magnesium, spacing, either(2), verified, iron_smpc, "iron SmPC: calcium or magnesium compounds at least 2 h apart"},
    {"iron", magnesium, spacing, either(3, 4), verified, magnesium_smpc, "magnesium SmPC is stricter"},
    {"calcium", iron, spacing, either(2), verified, iron_smpc},
    {"calcium", magnesium, caution, no_hours, secondary, goodrx, "may lower magnesium uptake when taken together; no hours given"},
    {"high-dose-zinc", magnesium, reduces_absorption, no_hours, verified,
     "sanomedica.com magnesium interactions; GoodRx magnesium interactions 2024-12-16 and hcn.health digest",
     "142 mg/d zinc lowered magnesium absorption and balance in young men; zinc UL is 40 mg/d"},
    {"zinc", iron, reduces_absorption, no_hours, verified, iron_smpc, "each lowers the other"},
    {"vitamin-c", iron, raises, no_hours, secondary, "newsn24.de on Am J Hematol study", "absorption up about 30 %"},
    {"vitamin-d", magnesium, caution, no_hours, secondary, "ntro.it.com which-supplements-deplete-magnesium",
     "magnesium is needed to use vitamin D; high vitamin D may raise magnesium need"},

    // habits
    {"coffee", iron, reduces_absorption, after(hours(1)), secondary, "newsn24.de on Am J Hematol study (von Siebenthal)",
     "with the tablet: absorption down 54 %; with breakfast and coffee 66 %; wait 1 h"},
    {"tea", iron, reduces_absorption, after(hours(1)), verified, "emc 3130 SmPC (oral iron); droracle 31961", "not within 1 h after iron"},
    {"milk-and-eggs", iron, reduces_absorption, no_hours, verified, iron_smpc},
    {"caffeine", magnesium, depletes, no_hours, secondary, "ntro.it.com does-caffeine-inhibit-mineral-absorption",
     "raises urinary loss; size small at moderate intake"},
    {"alcohol", magnesium, depletes, no_hours, secondary, "NIH ODS magnesium fact sheet, groups at risk (secondary copy)"},
    {"enteric-coating", magnesium, reduces_absorption, no_hours, verified, "Fine 1991 PMC295344",
     "much less absorbed than magnesium acetate"},

    // What the facts above say beyond their own hours, under the source that says it.
    {"levofloxacin", calcium, spacing, around(hours(2), hours(4)), verified, levofloxacin_sheet, "minerals named: calcium, magnesium, iron"},
    {"levothyroxine", iron, spacing, either(2), verified, iron_smpc, "levothyroxine monographs ask for 4 h"},
    {"bictegravir", magnesium, spacing, after(hours(2)), verified, "cookedmed.com (drugs.com text)", "not together nor 2 h after"},
    {"eltrombopag", magnesium, spacing, either(4), verified, "EU SmPC excerpt", "EU text 4 h either side"},
    {"medicine", magnesium, spacing, either(2, 3), verified, magnesium_smpc, "default gap when nothing more specific is known", any_medicine},
};

/// Whether `holds` is true of each part of `list`.
template <typename Holds>
constexpr bool all_of_list(std::string_view list, Holds holds) {
    bool all = true;
    for_each_alias(list, [&](std::string_view part) { all = all && holds(part); });
    return all;
}
constexpr bool is_substance(std::string_view key) { return std::ranges::find(substances_in_rules, key, &Substance::key) != std::end(substances_in_rules); }
constexpr bool is_nutrient(std::string_view key) { return std::ranges::find(nutrients, key, &NutrientInfo::key) != nutrients.end(); }
constexpr bool in_order(Gap gap) { return minutes{0} <= gap.least && gap.least <= gap.most; }

constexpr auto names_of = [](const Substance& substance, auto visit) {
    visit(substance.key);
    visit(substance.name);
    visit(without_brackets(substance.name));
    for_each_alias(substance.aliases, visit);
};
constexpr std::span<const Substance> table{substances_in_rules};
constexpr NameIndex<Substance, decltype(names_of), count_names(table, names_of)> by_name{table, names_of};

static_assert(std::ranges::all_of(rows, [](const Interaction& rule) {
                  return !rule.subjects.empty() && all_of_list(rule.subjects, [](auto key) { return is_substance(key) != is_nutrient(key); });
              }),
              "rules speak of substances and nutrients that there are");
static_assert(std::ranges::all_of(rows, [](const Interaction& rule) { return in_order(rule.spacing.before) && in_order(rule.spacing.after); }),
              "of two hours the shorter comes first");
static_assert(std::ranges::all_of(rows, [](const Interaction& rule) { return (rule.kind != spacing || rule.spacing.any()) && !(rule.avoid && rule.spacing.any()); }),
              "spacing has hours, and what is to be avoided has none");
static_assert(std::ranges::all_of(rows, [](const Interaction& rule) { return rule.mineral == magnesium || rule.mineral == iron || rule.mineral == calcium; }));
static_assert(std::ranges::none_of(rows, [](const Interaction& rule) { return rule.source.empty(); }), "every rule has a source");
static_assert(std::ranges::all_of(substances_in_rules, [](const Substance& substance) { return is_key(substance.key) && !is_nutrient(substance.key); }));
static_assert(std::ranges::all_of(substances_in_rules, [](const Substance& substance) { return all_of_list(substance.classes, is_substance); }),
              "classes are substances themselves");
static_assert(by_name.is_unique(), "no two substances answer to the same name");

const Substance* find(std::string_view name, bool habit) {
    const Substance* found = by_name.find(name_key(name));
    return found != nullptr && (found->type == lifestyle) == habit ? found : nullptr;
}

}  // namespace

std::span<const Interaction> interactions() { return rows; }
std::span<const Substance> substances() { return substances_in_rules; }
const Substance* find_substance(std::string_view name) { return find(name, false); }
const Substance* find_habit(std::string_view name) { return find(name, true); }
RuleBook rule_book(std::span<const UserRule> own) { return {interactions(), find_substance, find_habit, own, is_supplement}; }

}  // namespace epsom::tables
