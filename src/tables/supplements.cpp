#include "epsom/tables/tables.hpp"
#include "names.hpp"

// Names of supplements that are no nutrients of epsom's tables: the rule for any other oral medicine is not about them.
// As they are on labels in the DSLD (ods.od.nih.gov), in product names, or in Health Canada's monographs. Those that
// are also prescription medicines (melatonin, acetylcysteine, cannabidiol, phenibut) are left out: the rule applies to
// them.
namespace epsom::tables {
namespace {

/// A name with its other names, separated by commas.
struct Supplement {
    std::string_view names;
};
constexpr Supplement supplements[] = {
    {"5-htp,5htp,5-hydroxytryptophan,oxitriptan,griffonia,griffonia simplicifolia"},
    {"l-tryptophan,tryptophan,trp"},
    {"l-theanine,theanine,suntheanine"},
    {"gaba,gamma aminobutyric acid,pharmagaba,4-aminobutyric acid"},
    {"glycine,aminoacetic acid"},
    {"taurine,l-taurine"},
    {"valerian,valeriana officinalis,valerian extract,baldrian"},
    {"magnolia-bark,magnolia officinalis,honokiol,houpu,relora"},
    {"inositol,myo-inositol,inositol powder,d-chiro-inositol"},
    {"diosmin,diosmin hesperidin,mpff,micronized purified flavonoid fraction,daflon,diosmiplex"},
    {"ashwagandha,withania somnifera,withania,ksm-66,sensoril,shoden,indian ginseng"},
    {"reishi,ganoderma,ganoderma lucidum,lingzhi"},
    {"ornithine,l-ornithine hcl"},
    {"creatine,creatine monohydrate,creapure,micronized creatine"},
    {"beta-alanine,b-alanine,carnosyn"},
    {"bcaa,bcaas,branched chain amino acids,leucine isoleucine valine"},
    {"eaa,eaas,essential amino acids"},
    {"l-leucine,leucine"},
    {"hmb,beta-hydroxy beta-methylbutyrate,ca-hmb,myhmb"},
    {"l-arginine,arginine,aakg,arginine alpha-ketoglutarate"},
    {"l-citrulline,citrulline,citrulline malate"},
    {"l-glutamine,glutamine"},
    {"l-lysine,lysine,lysine hcl"},
    {"l-tyrosine,tyrosine,n-acetyl l-tyrosine,nalt"},
    {"l-methionine,methionine"},
    {"l-histidine,histidine"},
    {"l-proline,proline"},
    {"l-carnitine,carnitine,l-carnitine tartrate,l-carnitine fumarate,levocarnitine"},
    {"acetyl-l-carnitine,alcar,acetyl carnitine,alc"},
    {"l-carnosine,carnosine"},
    {"glutathione,l-glutathione,reduced glutathione,setria,gsh"},
    {"beetroot,beet root,beet juice,beta vulgaris"},
    {"caffeine,caffeine anhydrous,guarana caffeine,coffee extract"},
    {"green-tea-extract,egcg,camellia sinensis,green tea"},
    {"whey-protein,whey,whey isolate,whey protein isolate"},
    {"collagen,hydrolyzed collagen,collagen hydrolysate,gelatin hydrolysate,multi collagen,bovine collagen,marine "
     "collagen"},
    {"sam-e,s-adenosyl-l-methionine,ademetionine"},
    {"fish-oil,omega-3 fish oil,cod fish oil,marine oil"},
    {"epa,eicosapentaenoic acid,20:5 n-3"},
    {"dha,docosahexaenoic acid,22:6 n-3,algal dha"},
    {"omega-3,omega 3,omega3,n-3 fatty acids,total omega-3"},
    {"krill-oil,euphausia superba"},
    {"coq10,coenzyme q10,co-q10,ubiquinone,ubidecarenone,q10"},
    {"ubiquinol,reduced coq10,kaneka qh"},
    {"alpha-lipoic-acid,ala lipoic,lipoic acid,thioctic acid,r-lipoic acid"},
    {"resveratrol,trans-resveratrol,polygonum cuspidatum extract"},
    {"quercetin,quercetin dihydrate,quercetin phytosome"},
    {"curcumin,turmeric extract,curcuminoids,meriva,theracurmin,bcm-95"},
    {"turmeric,curcuma longa,curcuma,haldi"},
    {"astaxanthin,haematococcus"},
    {"lutein,floraglo,marigold extract"},
    {"lycopene"},
    {"sod,superoxide dismutase,glisodin"},
    {"urolithin-a,mitopure"},
    {"glucosamine,glucosamine sulfate,glucosamine hydrochloride,glucosamine hcl"},
    {"n-acetyl-glucosamine,nag"},
    {"chondroitin,chondroitin sulphate"},
    {"msm,methylsulfonylmethane,optimsm,dimethyl sulfone"},
    {"hyaluronic-acid,sodium hyaluronate,ha"},
    {"boswellia,boswellia serrata,boswellic acid,frankincense,akba"},
    {"white-willow,salix alba,salicin"},
    {"panax-ginseng,asian ginseng,korean ginseng,red ginseng,oriental ginseng"},
    {"american-ginseng,panax quinquefolius"},
    {"echinacea,echinacea purpurea,echinacea angustifolia"},
    {"elderberry,sambucus,sambucus nigra,european elder"},
    {"ginger,zingiber officinale,gingerols"},
    {"maca,lepidium meyenii"},
    {"tribulus,tribulus terrestris"},
    {"tongkat-ali,eurycoma longifolia,longjack"},
    {"fenugreek,trigonella foenum-graecum,testofen"},
    {"gymnema,gymnema sylvestre,gurmar"},
    {"bitter-melon,momordica charantia"},
    {"slippery-elm,ulmus rubra"},
    {"bee-pollen"},
    {"royal-jelly"},
    {"propolis"},
    {"plant-sterols,phytosterols,beta-sitosterol,stanols"},
    {"cordyceps,cordyceps militaris,cordyceps sinensis"},
    {"dim,diindolylmethane,bioresponse dim"},
    {"inulin,chicory root fiber,chicory inulin"},
    {"fos,fructooligosaccharides,scfos"},
    {"lactobacillus-rhamnosus,lactobacillus rhamnosus gg,lgg,l. rhamnosus,lacticaseibacillus rhamnosus"},
    {"lactobacillus-acidophilus,l. acidophilus,la-14,ncfm"},
    {"lactobacillus-reuteri,l. reuteri,limosilactobacillus reuteri,prodentis,protectis"},
    {"bacillus-coagulans,bc30,ganedenbc30,lactospore"},
    {"lactase,lactaid,tilactase,beta-galactosidase"},
    {"protease,peptidase,acid protease,neutral protease,dpp-iv"},
    {"amylase,alpha-amylase"},
    {"lipase"},
    {"cellulase"},
    {"alpha-galactosidase,beano"},
    {"bromelain,pineapple enzyme"},
    {"nattokinase,nsk-sd,natto extract"},
    {"glucoamylase,amyloglucosidase"},
    {"invertase,sucrase"},
    {"xylanase"},
    {"phytase"},
    {"catalase"},
    {"colloidal-silver,silver hydrosol"},
    {"psyllium,psyllium husk,ispaghula,ispaghula husk,fybogel"},
    {"st-johns-wort,st. john's wort,hypericum,hypericum perforatum"},
};

constexpr auto names_of = [](const Supplement& supplement, auto visit) { for_each_alias(supplement.names, visit); };
constexpr NameIndex<Supplement, decltype(names_of), count_names(std::span<const Supplement>{supplements}, names_of)>
    index{supplements, names_of};
static_assert(index.is_unique());

}  // namespace

bool is_supplement(std::string_view name) { return index.find(name) != nullptr; }

}  // namespace epsom::tables
