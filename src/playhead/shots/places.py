"""Places, weather and light as the script's words tell them."""

from __future__ import annotations

import re

from playhead.shots.absence import present
from playhead.shots.shot import PLACES_INSIDE, PLACES_OUTSIDE, PROPS, Place
from playhead.shots.words import prop_of, tokens

_OUTSIDE = {
    "cliff": "cliff cliffs headland bluff precipice lighthouse",
    "beach": "plage strand playa spiaggia beach shore seashore dunes dune coast sand sands cove bay island",
    "harbour": "harbour harbor dock docks pier quay wharf port jetty marina waterfront",
    "sea": "sea mer meer ocean water waves boat ship deck lifeboat rowboat raft dinghy trawler yacht underwater",
    "forest": "forêt foret wald bosque foresta forest wood woods woodland grove trees clearing thicket taiga",
    "field": "field fields meadow pasture plain plains prairie hill hillside hilltop moor heath countryside vineyard orchard steppe grassland battlefield",
    "mountain": "mountain mountains peak summit ridge valley canyon gorge glacier alps volcano crater pass",
    "desert": "desert wasteland oasis badlands mars planet",
    "village": "village town hamlet settlement square cottage house houses outskirts castle palace mansion",
    "street": "rue straße strasse calle strada via street avenue boulevard city sidewalk pavement downtown intersection crossroads plaza stop station corner neighbourhood neighborhood "
    "lane london paris york tokyo berlin building shopfront storefront courthouse steps apartment school hospital church cafe restaurant bar hotel museum theatre",
    "alley": "alley alleyway backstreet passage passageway",
    "rooftop": "rooftop roof terrace balcony tower",
    "park": "park playground bench fairground carnival stadium zoo pitch",
    "garden": "garden gardens greenhouse courtyard patio lawn backyard",
    "graveyard": "graveyard cemetery grave graves tomb churchyard funeral",
    "bridge": "bridge viaduct overpass",
    "road": "road highway motorway freeway track path roadside trail driveway parking lot gas",
    "river": "river riverbank stream lake pond creek canal brook waterfall lakeside swamp marsh",
    "platform": "platform railway railroad tracks",
    "market": "market marketplace bazaar stall stalls fair",
    "farm": "farm barn farmhouse stable farmyard windmill mill ranch",
    "ruin": "ruin ruins temple abandoned rubble monument pyramid wreck",
    "snowfield": "snowfield snow tundra arctic antarctic ice north pole",
    "jungle": "jungle rainforest",
    "yard": "yard scrapyard junkyard prison factory compound depot site camp campsite",
    "space": "space orbit asteroid moon spaceship galaxy stars starfield cosmos",
    "land": "land landscape",
}
_INSIDE = {
    "kitchen": "cuisine küche kueche cocina cucina kitchen kitchenette galley pantry bakery scullery",
    "living room": "wohnzimmer wohnung appartement appartamento apartamento living lounge parlour parlor sitting drawing den flat apartment house home cottage salon dining farmhouse houseboat",
    "bedroom": "schlafzimmer chambre dormitorio bedroom bed hotel motel dormitory nursery chamber dorm guest",
    "office": "büro oficina ufficio office study bureau newsroom cubicle boardroom conference meeting headquarters agency detective bank",
    "corridor": "corridor hallway passage tunnel passageway landing foyer entrance doorway backstage",
    "cafe": "cafe café coffee restaurant bar pub diner tavern inn saloon canteen bistro club nightclub cafeteria",
    "shop": "shop store boutique supermarket market bookshop bookstore pharmacy clockmaker pawnshop florist tailor antique antiques",
    "library": "library archive archives museum gallery reading records",
    "church": "église eglise kirche iglesia chiesa church chapel cathedral temple abbey monastery mosque synagogue vestry crypt",
    "classroom": "classroom school lecture schoolroom college university seminar",
    "hospital": "hospital medbay sickbay ward clinic surgery infirmary operating morgue sickbay asylum waiting",
    "train": "train carriage compartment railway metro subway tram locomotive",
    "car": "car taxi cab truck van vehicle limousine lorry bus limo automobile jeep ambulance",
    "lamp room": "lamp lighthouse lantern",
    "attic": "attic loft garret",
    "cellar": "cellar freezer basement vault bunker dungeon wine boiler sewer crawlspace",
    "workshop": "workshop garage forge studio smithy shed factory barn mill boathouse workroom atelier warehouse hangar stable garage toolshed",
    "stage": "stage theatre theater auditorium opera circus ballroom cinema concert arena",
    "cell": "cell prison jail interrogation cage jailhouse",
    "spaceship": "spaceship spacecraft cockpit airlock bridge starship shuttle capsule space module submarine pod",
    "laboratory": "laboratory lab observatory server control",
    "cabin": "cabin hut tent shack cottage lodge boat ship wheelhouse igloo bothy chalet",
    "court": "court courtroom tribunal",
    "cave": "cave cavern mine grotto lair den burrow",
    "stairs": "stairs staircase stairwell stair steps spiral",
    "bathroom": "bathroom toilet restroom washroom shower lavatory",
    "hall": "hall lobby palace castle throne mansion great gym gymnasium station terminal airport hangar reception",
    "room": "room",
}
_FEATURE_WORDS = {
    "sea": "sea ocean waves surf shore coast", "lighthouse": "lighthouse", "window": "window windows pane", "snow": "snow snowy snowfield drifts",
    "door": "door doors doorway", "table": "table desk workbench counter", "chair": "chair stool armchair bench sofa", "bed": "bed mattress bunk cot",
    "stairs": "stairs staircase", "fire": "fireplace hearth stove campfire", "tree": "tree trees oak pine", "forest": "forest woods",
    "mountain": "mountain mountains hills hill", "river": "river stream lake", "bridge": "bridge", "boat": "boat boats ship ships",
    "house": "house houses cottage", "church": "church steeple chapel", "city": "city skyline skyscrapers town", "moon": "moon", "piano": "piano",
    "clock": "clock", "books": "bookshelf bookshelves shelves books", "lamp": "lamp lamps", "mirror": "mirror", "curtain": "curtain curtains",
    "path": "path trail", "fence": "fence gate", "ruin": "ruins ruin", "train": "train", "castle": "castle tower", "telescope": "telescope",
    "windmill": "windmill", "grave": "grave graves gravestone", "car": "car cars", "bench": "bench", "stars": "stars starry",
    "television": "television", "computer": "computer computers screens",
}
_FEATURE_OF = {word: feature for feature, words in _FEATURE_WORDS.items() for word in words.split()}
_KIND_OUTSIDE = {word: kind for kind, words in _OUTSIDE.items() for word in reversed(words.split())}
_KIND_INSIDE = {word: kind for kind, words in _INSIDE.items() for word in words.split()}
_STRONG = ("kitchen", "bedroom", "bathroom", "living", "attic", "cellar", "classroom", "courtroom", "corridor", "hallway", "library", "office", "garage",
           "rooftop", "graveyard", "garden", "beach", "platform", "staircase", "stairs", "basement", "cemetery", "lobby", "balcony", "alley")

_WEATHER = {
    "storm": "orage gewitter tormenta tempesta storm stormy thunder lightning thunderstorm tempest gale hurricane squall thunderclap",
    "snow": "neige schnee nieve neve snow snowing snowy snowfall blizzard snowflakes snows sleet snowfield",
    "rain": "pluie regen lluvia pioggia chuva rain raining rains rainy downpour drizzle drenched raindrops pouring rainfall",
    "mist": "brume brouillard nebel niebla nebbia mist fog foggy misty haze hazy fogbank",
    "cloud": "cloud clouds cloudy overcast leaden",
    "clear": "sunny clear cloudless starlit starry moonlit sunshine sunlight sunlit",
}
_WEATHER_OF = {word: weather for weather, words in _WEATHER.items() for word in words.split()}
_LIGHT = {
    "moonlit": "moon moonlight moonlit", "candle": "candle candles candlelight candlelit lamplight lamplit match", "lightning": "lightning thunderstorm",
    "firelight": "fire fireplace hearth firelight campfire bonfire flames stove", "beam": "beam lighthouse searchlight flashlight torchlight headlights",
}
_LIGHT_OF = {word: light for light, words in _LIGHT.items() for word in words.split()}
_DARK = re.compile(
    r"\b(?:lamps?|lights?|candles?|lantern|bulb|beam|power|electricity|torch|flashlight)\s+(?:\w+\s+){0,2}?(?:die[sd]?|(?:goes?|went) out(?! (?:over|to|across|into|through))|fails?|"
    r"is (?:dark|dead|out)|are out|flickers? (?:and (?:dies|goes)|out)|extinguish\w*)|"
    r"(?:blows?|puts?|switch(?:es)?|turns?|snuffs?) (?:out|off) (?:the|a|his|her) (?:lamp|lights?|candle|lantern|torch)|"
    r"\b(?:everything|room|screen|it) goes (?:dark|black)|\b(?:darkness|blackout|pitch[- ]black|pitch dark)\b",
    re.IGNORECASE,
)
_LIT = re.compile(
    r"\b(?:lamps?|lights?|candles?|lantern|bulb|beam|power|torch)\s+(?:\w+\s+){0,2}?(?:flares?|comes? (?:back )?on|blazes?|burns?|shines?|glows?|lights? up|turns? again|"
    r"wakes?|is lit|sweeps?|returns?)|\b(?:lights?|relights?|switch(?:es)? on|turns? on|strikes?) (?:the|a|his|her) (?:lamp|lights?|candle|lantern|torch|fire)",
    re.IGNORECASE,
)


def place_kind(words: str, *, interior: bool) -> str:
    """The kind of place that heading words name, one of PLACES_INSIDE or PLACES_OUTSIDE.

    >>> place_kind("OLD MILL - CELLAR", interior=True), place_kind("ZANZIBAR", interior=False)
    ('cellar', 'land')
    """
    found = tokens(words.replace("-", " "))
    table = _KIND_INSIDE if interior else _KIND_OUTSIDE
    kinds = PLACES_INSIDE if interior else PLACES_OUTSIDE
    text = " ".join(found)
    for kind in kinds:
        if " " in kind and kind in text:
            return kind
    hits = [word for word in found if word in table or (word.endswith("s") and word[:-1] in table)]
    strong = [word for word in hits if word in _STRONG]
    room = any(word == "room" for word in found)
    if strong:
        best = strong[-1]
    elif hits:
        # The innermost part of "HOUSE - KITCHEN" stands last; of "CLIFF, LIGHTHOUSE" outside, first.
        inner = [word for word in hits if word != "room"] or hits
        best = inner[-1] if interior else inner[0]
    else:
        return "room" if interior else "land"
    kind = table.get(best) or table[best[:-1]]
    return "room" if kind == "car" and room else kind


def features_of(words: str) -> tuple[str, ...]:
    """What of a place's surroundings and furniture words name, each once, sorted."""
    return tuple(sorted({_FEATURE_OF[word] for word in tokens(words) if word in _FEATURE_OF}))


def place_of(words: str, *, interior: bool, described: str = "") -> Place:
    """The place a heading names, with the features that heading and description speak of."""
    kind = place_kind(words, interior=interior)
    features = set(features_of(words)) | {feature for line in described.split("\n") for feature in features_of(present(line))}
    if kind in ("desert", "mountain", "forest", "field", "street", "snowfield") and not re.search(r"boat\b|dinghy|canoe", described.lower()):
        features -= {"boat"}
    if kind in ("space", "spaceship"):
        features -= {"boat", "river", "forest"}
    return Place(kind, " ".join(words.upper().split()), interior, tuple(sorted(features - {kind}))[:8])


def weather_of(text: str) -> str:
    """The weather words speak of, the harshest; "" for none."""
    found = {_WEATHER_OF[word] for word in tokens(text) if word in _WEATHER_OF}
    return next((weather for weather in _WEATHER if weather in found), "")


def light_of(text: str) -> tuple[str, ...]:
    """The light words speak of: "moonlit", "candle", "lightning", "firelight", "beam"."""
    found = {_LIGHT_OF[word] for word in tokens(text) if word in _LIGHT_OF}
    return tuple(light for light in _LIGHT if light in found)


def goes_dark(text: str) -> bool:
    """Whether a light goes out or is out."""
    return bool(_DARK.search(text)) and not re.search(r"\b(?:not|never)\s+(?:yet\s+)?(?:out|dark)", text, re.IGNORECASE)


def is_lit(text: str) -> bool:
    """Whether a light comes on."""
    return bool(_LIT.search(text)) and not re.search(r"\bno lights?\b", text, re.IGNORECASE)


def props_in(text: str) -> tuple[str, ...]:
    """The props that words name, each once, in order."""
    found: list[str] = []
    for word in tokens(text):
        prop = prop_of(word)
        if prop and prop in PROPS and prop not in found:
            found.append(prop)
    return tuple(found)
