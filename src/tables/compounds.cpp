#include <algorithm>
#include <string_view>

#include "epsom/domain/text.hpp"
#include "epsom/tables/tables.hpp"
#include "names.hpp"

namespace epsom::tables {
namespace {

using enum Nutrient;
using enum CompoundKind;
using enum Route;

// A source that names a share was read for comparison only: the share is always computed from the formula.
constexpr std::string_view computed = "masses: IUPAC abridged standard atomic weights 2021, doi 10.1515/pac-2019-0603";
constexpr std::string_view molecules_2021 = "PMC8122334 table 1 (Molecules 2021;26:2419); masses: IUPAC 2021";
constexpr std::string_view molecules_2021_no_formula = "PMC8122334 table 1 (Molecules 2021;26:2419)";
constexpr std::string_view salt_list = "kidneydumb.blogspot.com salt list (blog); masses: IUPAC 2021";
constexpr std::string_view kora_smpc = "form: Magnesium Kora Healthcare SmPC (patient-info.co.uk 86846); masses: IUPAC 2021";
constexpr std::string_view magnaspartate_smpc = "form: Magnaspartate SmPC via rxreasoner; masses: IUPAC 2021";
constexpr std::string_view chloride_on_skin =
    "kidneydumb.blogspot.com salt list (blog); masses: IUPAC 2021; Groeber 2017 PMC5579607; Kass 2017 PLoS One 0174817";
constexpr std::string_view sulfate_on_skin =
    "kidneydumb.blogspot.com salt list (blog); masses: IUPAC 2021; Groeber 2017 PMC5579607";
constexpr std::string_view emc_11577 = "emc product 11577 SmPC (777.6 mg salt = 97.2 mg Mg); masses: IUPAC 2021";
constexpr std::string_view efsa_2018 = "EFSA 2018;16:5484 PMC7009688";
constexpr std::string_view label_guide = "supplete.eu label guide";
constexpr std::string_view livertox = "NCBI Bookshelf NBK548214 LiverTox Iron table 1; masses: IUPAC 2021";
constexpr std::string_view iron_preparations = "ntro.it.com iron preparations page; masses: IUPAC 2021";
constexpr std::string_view verywell_health = "verywellhealth.com calcium types (40/21/13/9); masses: IUPAC 2021";
constexpr std::string_view medical_algorithms = "medicalalgorithms.com oral calcium salts table; masses: IUPAC 2021";
constexpr std::string_view name_only = "name only: no published formula";

// Each as key, name / aliases / formula, nutrient, kind, route, source. Hydrates stand for themselves, for water has weight.
constexpr Compound rows[] = {
    {"glycinate", "Magnesium glycinate (bisglycinate)",
     "bisglycinate,diglycinate,magnesium bisglycinate,magnesium diglycinate,mag glycinate,mg glycinate,"
     "glycinate chelate,bisglycinate chelate",
     "Mg(C2H4NO2)2", magnesium, chelate, oral, molecules_2021},
    {"glycinate-dihydrate", "Magnesium bisglycinate dihydrate",
     "bisglycinate dihydrate,magnesium glycinate dihydrate",
     "Mg(C2H4NO2)2.2H2O", magnesium, chelate, oral, computed},
    {"bisglycinate-buffered", "Magnesium bisglycinate, buffered (with MgO)",
     "buffered glycinate,buffered magnesium glycinate,buffered chelate,buffered bisglycinate",
     "", magnesium, mixture, oral, name_only},
    {"lysinate-glycinate", "Magnesium lysinate glycinate chelate",
     "lysinate,glycinate lysinate,traacs,lysinate glycinate chelate",
     "Mg(C6H13N2O2)(C2H4NO2)", magnesium, chelate, oral, computed},
    {"triglycine", "Magnesium triglycine",
     "magnesium triglycine complex",
     "", magnesium, chelate, oral, molecules_2021_no_formula},
    // Chemistry tables and PubChem call citrate-hydrogen magnesium citrate: 11.3 %, not 16 %.
    {"citrate", "Trimagnesium dicitrate, anhydrous",
     "magnesium citrate,mag citrate,mg citrate,trimagnesium citrate,trimagnesium dicitrate,tribasic magnesium citrate,"
     "magnesium citrate anhydrous",
     "Mg3(C6H5O7)2", magnesium, salt, oral, salt_list},
    {"citrate-nonahydrate", "Trimagnesium dicitrate nonahydrate",
     "magnesium citrate nonahydrate,magnesium citrate 9-hydrate,trimagnesium dicitrate nonahydrate",
     "Mg3(C6H5O7)2.9H2O", magnesium, salt, oral, kora_smpc},
    {"citrate-hydrogen", "Magnesium hydrogen citrate (1:1)",
     "monomagnesium citrate,magnesium citrate 1:1,dimagnesium hydrogen citrate,dimagnesium dihydrogen dicitrate,"
     "magnesium hydrogen citrate,magnesium citrate dibasic",
     "MgC6H6O7", magnesium, salt, oral, molecules_2021},
    {"citrate-malate", "Magnesium citrate malate",
     "magnesium citrate malate,mgcm,mag citrate malate",
     "", magnesium, mixture, oral, efsa_2018},
    {"oxide", "Magnesium oxide",
     "mag-ox,mag ox,magox,magnesia usta,magnesium oxide,mg oxide",
     "MgO", magnesium, salt, oral, molecules_2021},
    {"hydroxide", "Magnesium hydroxide",
     "milk of magnesia,magnesia,mag hydroxide,brucite",
     "Mg(OH)2", magnesium, salt, oral, molecules_2021},
    {"chloride", "Magnesium chloride hexahydrate",
     "magnesium chloride,mag chloride,mg chloride,slow-mag,nigari,bischofite",
     "MgCl2.6H2O", magnesium, salt, oral, salt_list},
    {"chloride-anhydrous", "Magnesium chloride, anhydrous",
     "anhydrous magnesium chloride",
     "MgCl2", magnesium, salt, oral, molecules_2021},
    {"chloride-topical", "Magnesium chloride, topical (oil, spray, gel, flakes)",
     "magnesium oil,mag oil,magnesium spray,magnesium gel,magnesium balm,magnesium flakes,magnesium lotion,bath flakes,"
     "transdermal magnesium",
     "MgCl2.6H2O", magnesium, salt, topical, chloride_on_skin},
    {"sulfate", "Magnesium sulfate heptahydrate (oral)",
     "epsom salt,epsom salts,magnesium sulphate,mgso4,bitter salt",
     "MgSO4.7H2O", magnesium, salt, oral, salt_list},
    {"sulfate-anhydrous", "Magnesium sulfate, anhydrous",
     "anhydrous magnesium sulfate,dried epsom salt",
     "MgSO4", magnesium, salt, oral, molecules_2021},
    {"sulfate-bath", "Epsom salt bath",
     "epsom bath,epsom salt bath,epsom soak,foot soak",
     "MgSO4.7H2O", magnesium, salt, topical, sulfate_on_skin},
    {"carbonate", "Magnesium carbonate",
     "mag carbonate,magnesite,e504",
     "MgCO3", magnesium, salt, oral, molecules_2021},
    {"carbonate-basic", "Basic magnesium carbonate (hydromagnesite)",
     "magnesium hydroxide carbonate,light magnesium carbonate,magnesium carbonate hydroxide,heavy magnesium carbonate",
     "Mg5(CO3)4(OH)2.4H2O", magnesium, salt, oral, computed},
    {"malate", "Magnesium malate (1:1)",
     "mag malate,magnesium malate,mg malate",
     "MgC4H4O5", magnesium, salt, oral, molecules_2021},
    {"malate-trihydrate", "Magnesium malate trihydrate",
     "magnesium malate trihydrate",
     "MgC4H4O5.3H2O", magnesium, salt, oral, computed},
    {"dimagnesium-malate", "Dimagnesium malate",
     "di-magnesium malate,dimag malate",
     "", magnesium, mixture, oral, name_only},
    {"taurate", "Magnesium taurate",
     "mag taurate,magnesium taurinate,magnesium ditaurate,mg taurate",
     "Mg(C2H6NO3S)2", magnesium, salt, oral, molecules_2021},
    {"acetyl-taurate", "Magnesium acetyl taurate",
     "ata mg,magnesium n-acetyl taurate,magnesium acetyl-taurinate",
     "Mg(C4H8NO4S)2", magnesium, salt, oral, computed},
    {"l-threonate", "Magnesium L-threonate",
     "threonate,magtein,magnesium threonate,mg threonate,mag threonate",
     "Mg(C4H7O5)2", magnesium, salt, oral, molecules_2021},
    {"l-threonate-monohydrate", "Magnesium L-threonate monohydrate",
     "threonate monohydrate",
     "Mg(C4H7O5)2.H2O", magnesium, salt, oral, computed},
    {"lactate", "Magnesium lactate, anhydrous",
     "mag lactate,magnesium lactate",
     "Mg(C3H5O3)2", magnesium, salt, oral, salt_list},
    {"lactate-dihydrate", "Magnesium lactate dihydrate",
     "mag-tab sr,magnesium lactate dihydrate",
     "Mg(C3H5O3)2.2H2O", magnesium, salt, oral, computed},
    // The blog prints 7.7 %, which matches no hydrate.
    {"orotate", "Magnesium orotate, anhydrous",
     "mag orotate,magnesium orotate",
     "Mg(C5H3N2O4)2", magnesium, salt, oral, molecules_2021},
    {"orotate-dihydrate", "Magnesium orotate dihydrate",
     "magnerot,magnesium orotate dihydrate",
     "Mg(C5H3N2O4)2.2H2O", magnesium, salt, oral, computed},
    {"aspartate", "Magnesium aspartate, anhydrous",
     "mag aspartate,magnesium l-aspartate,magnesium diaspartate",
     "Mg(C4H6NO4)2", magnesium, salt, oral, molecules_2021},
    {"aspartate-dihydrate", "Magnesium aspartate dihydrate",
     "magnaspartate,magnesium aspartate dihydrate,verla",
     "Mg(C4H6NO4)2.2H2O", magnesium, salt, oral, magnaspartate_smpc},
    {"aspartate-hcl", "Magnesium aspartate hydrochloride trihydrate",
     "maginex,magnesium-5-longoral,magnesium aspartate hydrochloride",
     "MgC4H6NO4Cl.3H2O", magnesium, salt, oral, computed},
    {"gluconate", "Magnesium gluconate, anhydrous",
     "mag gluconate,magnesium gluconate",
     "Mg(C6H11O7)2", magnesium, salt, oral, salt_list},
    {"gluconate-dihydrate", "Magnesium gluconate dihydrate",
     "magonate,magnesium gluconate dihydrate",
     "Mg(C6H11O7)2.2H2O", magnesium, salt, oral, computed},
    {"pidolate", "Magnesium pidolate",
     "magnesium pyroglutamate,magnesium pca,mag 2,pidolate",
     "Mg(C5H6NO3)2", magnesium, salt, oral, salt_list},
    {"ascorbate", "Magnesium ascorbate",
     "mag ascorbate,magnesium vitamin c",
     "Mg(C6H7O6)2", magnesium, salt, oral, computed},
    {"glycerophosphate", "Magnesium glycerophosphate",
     "neomag,mag-4,magnaphate,magnaphos,yourmag,magnesium glycerophosphate",
     "MgC3H7O6P", magnesium, salt, oral, emc_11577},
    {"glutamate", "Magnesium glutamate",
     "magnesium l-glutamate,magnesium diglutamate",
     "Mg(C5H8NO4)2", magnesium, salt, oral, computed},
    {"acetate", "Magnesium acetate",
     "mag acetate",
     "Mg(C2H3O2)2", magnesium, salt, oral, computed},
    {"acetate-tetrahydrate", "Magnesium acetate tetrahydrate",
     "magnesium acetate tetrahydrate",
     "Mg(C2H3O2)2.4H2O", magnesium, salt, oral, computed},
    {"succinate", "Magnesium succinate",
     "mag succinate",
     "MgC4H4O4", magnesium, salt, oral, computed},
    {"fumarate", "Magnesium fumarate",
     "mag fumarate",
     "MgC4H2O4", magnesium, salt, oral, computed},
    {"picolinate", "Magnesium picolinate",
     "mag picolinate",
     "Mg(C6H4NO2)2", magnesium, chelate, oral, computed},
    // The blog prints 10 %, which the formula does not give.
    {"pyruvate", "Magnesium pyruvate",
     "mag pyruvate",
     "Mg(C3H3O3)2", magnesium, salt, oral, salt_list},
    {"butyrate", "Magnesium butyrate",
     "cal-mag butyrate part",
     "Mg(C4H7O2)2", magnesium, salt, oral, computed},
    {"bhb", "Magnesium beta-hydroxybutyrate",
     "mag bhb,magnesium bhb",
     "Mg(C4H7O3)2", magnesium, salt, oral, computed},
    {"alpha-ketoglutarate", "Magnesium alpha-ketoglutarate",
     "mag akg,magnesium akg",
     "MgC5H4O5", magnesium, salt, oral, computed},
    {"phosphate-tribasic", "Trimagnesium phosphate",
     "magnesium phosphate,mag phos",
     "Mg3(PO4)2", magnesium, salt, oral, computed},
    {"trisilicate", "Magnesium trisilicate",
     "mag trisilicate",
     "Mg2Si3O8", magnesium, salt, oral, computed},
    {"stearate", "Magnesium stearate (excipient)",
     "mag stearate,vegetable magnesium stearate",
     "Mg(C18H35O2)2", magnesium, excipient, oral, computed},
    {"amino-acid-chelate", "Magnesium amino acid chelate (unspecified)",
     "aac,chelated magnesium,magnesium chelate,magnesium amino acid chelate",
     "", magnesium, mixture, oral, name_only},
    {"sucrosomial", "Sucrosomial magnesium (oxide based)",
     "sucrosomial,liposomal magnesium oxide,ultramag",
     "", magnesium, mixture, oral, name_only},
    {"unspecified", "Magnesium, form not stated",
     "mag,mg supplement",
     "", magnesium, mixture, oral, label_guide},

    {"ferrous-sulfate", "Ferrous sulfate heptahydrate",
     "iron sulfate,feso4,ferrous sulphate,fer-in-sol",
     "FeSO4.7H2O", iron, salt, oral, livertox},
    // LiverTox prints 37 %, which is the share of the anhydrous salt.
    {"ferrous-sulfate-dried", "Ferrous sulfate, dried (monohydrate)",
     "slow fe,dried ferrous sulfate,exsiccated ferrous sulfate",
     "FeSO4.H2O", iron, salt, oral, computed},
    {"ferrous-sulfate-anhydrous", "Ferrous sulfate, anhydrous",
     "desiccated ferrous sulfate",
     "FeSO4", iron, salt, oral, livertox},
    {"ferrous-fumarate", "Ferrous fumarate",
     "iron fumarate,feostat,ferretts",
     "FeC4H2O4", iron, salt, oral, livertox},
    {"ferrous-gluconate", "Ferrous gluconate dihydrate",
     "iron gluconate,fergon",
     "Fe(C6H11O7)2.2H2O", iron, salt, oral, livertox},
    {"ferrous-gluconate-anhydrous", "Ferrous gluconate, anhydrous",
     "",
     "Fe(C6H11O7)2", iron, salt, oral, livertox},
    {"ferrous-bisglycinate", "Ferrous bisglycinate",
     "iron bisglycinate,gentle iron,ferrochel,iron glycinate",
     "Fe(C2H4NO2)2", iron, chelate, oral, computed},
    {"carbonyl-iron", "Carbonyl iron",
     "carbonyl iron,icar,feosol caplet",
     "Fe", iron, element, oral, iron_preparations},
    {"polysaccharide-iron", "Polysaccharide-iron complex",
     "pic,niferex,ferrex,nu-iron",
     "", iron, mixture, oral, name_only},
    {"ferric-citrate", "Ferric citrate",
     "auryxia",
     "FeC6H5O7", iron, salt, oral, computed},
    {"ferric-pyrophosphate", "Ferric pyrophosphate",
     "sunactive fe",
     "Fe4(P2O7)3", iron, salt, oral, computed},
    {"ferrous-lactate", "Ferrous lactate",
     "iron lactate",
     "Fe(C3H5O3)2", iron, salt, oral, computed},
    {"ferrous-ascorbate", "Ferrous ascorbate",
     "iron ascorbate",
     "Fe(C6H7O6)2", iron, salt, oral, computed},
    {"ferrous-succinate", "Ferrous succinate",
     "iron succinate",
     "FeC4H4O4", iron, salt, oral, computed},
    {"heme-iron", "Heme iron polypeptide",
     "proferrin,hip",
     "", iron, mixture, oral, name_only},

    {"calcium-carbonate", "Calcium carbonate",
     "tums,oyster shell calcium,calcite,caltrate",
     "CaCO3", calcium, salt, oral, verywell_health},
    {"calcium-citrate", "Calcium citrate tetrahydrate",
     "citracal,tricalcium dicitrate tetrahydrate",
     "Ca3(C6H5O7)2.4H2O", calcium, salt, oral, verywell_health},
    {"calcium-citrate-anhydrous", "Calcium citrate, anhydrous",
     "tricalcium dicitrate",
     "Ca3(C6H5O7)2", calcium, salt, oral, medical_algorithms},
    {"calcium-gluconate", "Calcium gluconate monohydrate",
     "",
     "Ca(C6H11O7)2.H2O", calcium, salt, oral, verywell_health},
    {"calcium-gluconate-anhydrous", "Calcium gluconate, anhydrous",
     "",
     "Ca(C6H11O7)2", calcium, salt, oral, medical_algorithms},
    {"calcium-lactate", "Calcium lactate pentahydrate",
     "",
     "Ca(C3H5O3)2.5H2O", calcium, salt, oral, verywell_health},
    {"calcium-lactate-anhydrous", "Calcium lactate, anhydrous",
     "",
     "Ca(C3H5O3)2", calcium, salt, oral, medical_algorithms},
    {"calcium-phosphate-dibasic", "Dicalcium phosphate",
     "dcp,calcium hydrogen phosphate",
     "CaHPO4", calcium, salt, oral, medical_algorithms},
    {"calcium-phosphate-tribasic", "Tricalcium phosphate",
     "tcp,posture",
     "Ca3(PO4)2", calcium, salt, oral, medical_algorithms},
    {"calcium-hydroxyapatite", "Microcrystalline hydroxyapatite",
     "mcha,mchc,bone calcium",
     "Ca5(PO4)3(OH)", calcium, salt, oral, computed},
    {"calcium-bisglycinate", "Calcium bisglycinate",
     "calcium glycinate",
     "Ca(C2H4NO2)2", calcium, chelate, oral, computed},
    {"calcium-malate", "Calcium malate",
     "dicalcium malate",
     "CaC4H4O5", calcium, salt, oral, computed},
    {"calcium-citrate-malate", "Calcium citrate malate",
     "ccm",
     "Ca6(C6H5O7)2(C4H4O5)3", calcium, salt, oral, computed},
    {"calcium-chloride", "Calcium chloride dihydrate",
     "",
     "CaCl2.2H2O", calcium, salt, oral, medical_algorithms},
    {"calcium-ascorbate", "Calcium ascorbate",
     "ester-c",
     "Ca(C6H7O6)2", calcium, salt, oral, computed},
    {"calcium-threonate", "Calcium L-threonate",
     "",
     "Ca(C4H7O5)2", calcium, salt, oral, computed},
};

/// All that a compound answers to.
constexpr auto names_of = [](const Compound& compound, auto visit) {
    visit(compound.key);
    visit(compound.name);
    visit(without_brackets(compound.name));
    for_each_alias(compound.aliases, visit);
};
constexpr std::span<const Compound> table{rows};
constexpr NameIndex<Compound, decltype(names_of), count_names(table, names_of)> by_name{table, names_of};

static_assert(std::ranges::all_of(rows, [](const Compound& compound) { return is_key(compound.key); }),
              "keys are lower case, digits and hyphens");
static_assert(std::ranges::all_of(rows, [](const Compound& compound) {
                  const MolarMass mass = molar_mass(compound);
                  return compound.formula.empty() ? mass.total == 0 : mass.element > 0 && mass.element <= mass.total;
              }),
              "every formula can be read and contains the element");
static_assert(std::ranges::none_of(rows, [](const auto& c) { return c.name.empty() || c.source.empty(); }),
              "nothing is without a name or a source");
static_assert(by_name.is_unique(), "no two compounds answer to the same name");
static_assert(std::ranges::none_of(rows, [](const Compound& compound) {
                  bool clash = false;
                  names_of(compound, [&](std::string_view name) {
                      for (const auto& nutrient : nutrients) {
                          clash = clash || same_name(name, nutrient.key) || same_name(name, nutrient.label);
                      }
                  });
                  return clash;
              }),
              "no compound answers to the name of a nutrient");

}  // namespace

std::span<const Compound> compounds() { return rows; }

const Compound* find_compound(std::string_view name) { return by_name.find(name_key(name)); }

}  // namespace epsom::tables
