"""Towns outside Noord-Holland, for the national sample: rough coordinates and postcodes. Knows no person."""

from __future__ import annotations

from instances.domain.entities import Point
from instances.sample.towns import TOWNS, Region, Town

# Name, latitude, longitude, thousands of inhabitants, first and last four digits of its postcodes.
_ROWS: dict[Region, tuple[tuple[str, float, float, int, int, int], ...]] = {
    Region.ZUID_HOLLAND: (
        ("Den Haag", 52.070, 4.300, 300, 2511, 2526), ("Den Haag", 52.048, 4.262, 260, 2531, 2548),
        ("Rotterdam", 51.922, 4.479, 350, 3011, 3039), ("Rotterdam", 51.885, 4.505, 300, 3071, 3085),
        ("Leiden", 52.160, 4.494, 127, 2311, 2334), ("Dordrecht", 51.813, 4.690, 121, 3311, 3329),
        ("Zoetermeer", 52.057, 4.494, 127, 2711, 2729), ("Delft", 52.011, 4.357, 106, 2611, 2629),
        ("Gouda", 52.011, 4.710, 75, 2801, 2809), ("Alphen aan den Rijn", 52.129, 4.655, 75, 2401, 2409),
        ("Schiedam", 51.919, 4.388, 80, 3111, 3125), ("Vlaardingen", 51.912, 4.342, 75, 3131, 3138),
        ("Capelle aan den IJssel", 51.930, 4.578, 68, 2901, 2909), ("Spijkenisse", 51.845, 4.329, 72, 3201, 3208),
        ("Katwijk", 52.203, 4.398, 45, 2221, 2225), ("Naaldwijk", 51.994, 4.209, 40, 2671, 2673),
        ("Gorinchem", 51.835, 4.976, 38, 4201, 4208), ("Hellevoetsluis", 51.833, 4.141, 40, 3221, 3225),
    ),
    Region.UTRECHT: (
        ("Utrecht", 52.091, 5.122, 200, 3511, 3531), ("Utrecht", 52.093, 5.045, 165, 3541, 3555),
        ("Amersfoort", 52.156, 5.388, 160, 3811, 3829), ("Veenendaal", 52.026, 5.555, 68, 3901, 3907),
        ("Nieuwegein", 52.030, 5.090, 65, 3431, 3439), ("Zeist", 52.090, 5.233, 66, 3701, 3709),
        ("Houten", 52.033, 5.168, 50, 3991, 3995), ("Woerden", 52.085, 4.884, 53, 3441, 3449),
        ("IJsselstein", 52.021, 5.044, 34, 3401, 3405), ("Soest", 52.173, 5.292, 47, 3761, 3768),
    ),
    Region.NOORD_BRABANT: (
        ("Eindhoven", 51.441, 5.470, 240, 5611, 5658), ("Tilburg", 51.556, 5.091, 225, 5011, 5049),
        ("Breda", 51.589, 4.776, 185, 4811, 4839), ("'s-Hertogenbosch", 51.690, 5.304, 158, 5211, 5237),
        ("Helmond", 51.481, 5.661, 94, 5701, 5709), ("Oss", 51.765, 5.518, 75, 5341, 5349),
        ("Roosendaal", 51.531, 4.465, 77, 4701, 4709), ("Bergen op Zoom", 51.495, 4.291, 67, 4611, 4625),
        ("Oosterhout", 51.641, 4.861, 56, 4901, 4908), ("Waalwijk", 51.688, 5.071, 48, 5141, 5146),
        ("Veldhoven", 51.418, 5.403, 46, 5501, 5509), ("Uden", 51.661, 5.619, 42, 5401, 5406),
        ("Boxtel", 51.591, 5.327, 33, 5281, 5283), ("Boxmeer", 51.647, 5.947, 30, 5831, 5836),
    ),
    Region.GELDERLAND: (
        ("Nijmegen", 51.843, 5.855, 180, 6511, 6546), ("Arnhem", 51.985, 5.899, 165, 6811, 6846),
        ("Apeldoorn", 52.211, 5.970, 165, 7311, 7339), ("Ede", 52.048, 5.665, 121, 6711, 6718),
        ("Doetinchem", 51.965, 6.289, 58, 7001, 7009), ("Zutphen", 52.138, 6.201, 48, 7201, 7207),
        ("Harderwijk", 52.342, 5.621, 49, 3841, 3849), ("Tiel", 51.887, 5.430, 42, 4001, 4007),
        ("Barneveld", 52.140, 5.585, 60, 3771, 3773), ("Zevenaar", 51.930, 6.073, 44, 6901, 6905),
        ("Winterswijk", 51.972, 6.720, 29, 7101, 7109), ("Nunspeet", 52.379, 5.786, 28, 8071, 8072),
    ),
    Region.OVERIJSSEL: (
        ("Enschede", 52.221, 6.894, 160, 7511, 7548), ("Zwolle", 52.517, 6.083, 130, 8011, 8043),
        ("Deventer", 52.255, 6.160, 101, 7411, 7437), ("Hengelo", 52.266, 6.793, 82, 7551, 7559),
        ("Almelo", 52.357, 6.662, 73, 7601, 7611), ("Kampen", 52.555, 5.911, 55, 8261, 8266),
        ("Hardenberg", 52.575, 6.620, 61, 7771, 7773), ("Oldenzaal", 52.313, 6.929, 32, 7571, 7577),
    ),
    Region.LIMBURG: (
        ("Maastricht", 50.851, 5.691, 122, 6211, 6229), ("Venlo", 51.370, 6.172, 102, 5911, 5928),
        ("Heerlen", 50.888, 5.979, 87, 6411, 6422), ("Sittard", 50.998, 5.869, 92, 6131, 6137),
        ("Roermond", 51.194, 5.987, 59, 6041, 6049), ("Weert", 51.252, 5.707, 50, 6001, 6006),
        ("Kerkrade", 50.866, 6.062, 45, 6461, 6468), ("Venray", 51.525, 5.973, 43, 5801, 5804),
    ),
    Region.FRYSLAN: (
        ("Leeuwarden", 53.201, 5.799, 125, 8911, 8941), ("Drachten", 53.112, 6.099, 45, 9201, 9207),
        ("Sneek", 53.033, 5.659, 34, 8601, 8608), ("Heerenveen", 52.960, 5.920, 51, 8441, 8448),
        ("Harlingen", 53.174, 5.424, 16, 8861, 8862), ("Dokkum", 53.326, 5.999, 13, 9101, 9103),
    ),
    Region.GRONINGEN: (
        ("Groningen", 53.219, 6.567, 235, 9711, 9747), ("Hoogezand", 53.162, 6.761, 34, 9601, 9603),
        ("Veendam", 53.104, 6.879, 27, 9641, 9648), ("Stadskanaal", 52.989, 6.951, 31, 9501, 9503),
        ("Delfzijl", 53.330, 6.919, 45, 9931, 9936), ("Winschoten", 53.143, 7.035, 38, 9671, 9675),
    ),
    Region.DRENTHE: (
        ("Emmen", 52.786, 6.897, 107, 7811, 7828), ("Assen", 52.993, 6.564, 69, 9401, 9408),
        ("Hoogeveen", 52.722, 6.476, 56, 7901, 7909), ("Meppel", 52.696, 6.194, 35, 7941, 7944),
        ("Coevorden", 52.661, 6.741, 35, 7741, 7742), ("Roden", 53.139, 6.432, 20, 9301, 9302),
    ),
    Region.FLEVOLAND: (
        ("Almere", 52.371, 5.215, 220, 1311, 1363), ("Lelystad", 52.518, 5.471, 82, 8211, 8245),
        ("Dronten", 52.524, 5.718, 43, 8251, 8254), ("Emmeloord", 52.711, 5.748, 49, 8301, 8305),
    ),
    Region.ZEELAND: (
        ("Middelburg", 51.498, 3.610, 49, 4331, 4338), ("Vlissingen", 51.443, 3.574, 45, 4381, 4389),
        ("Goes", 51.504, 3.889, 39, 4461, 4465), ("Terneuzen", 51.336, 3.828, 55, 4531, 4537),
        ("Zierikzee", 51.650, 3.916, 34, 4301, 4302),
    ),
}  # fmt: skip

OTHER_TOWNS = tuple(
    Town(name, region, Point(latitude, longitude), weight, tuple(range(first, last + 1)), 0.012 + weight * 8e-5)
    for region, rows in _ROWS.items()
    for name, latitude, longitude, weight, first, last in rows
)
EVERY_TOWN = (*TOWNS, *OTHER_TOWNS)

# Boards are spread over regions as people are: Zuid-Holland has thirteen boards of sixty.
NATIONAL: tuple[Region, ...] = tuple(
    region
    for region, boards in {
        Region.AMSTERDAM: 3, Region.ZAAN: 1, Region.HAARLEM: 1, Region.MEER: 1, Region.ALKMAAR: 1,
        Region.FRIESLAND: 1, Region.KOP: 1, Region.GOOI: 1,
        Region.ZUID_HOLLAND: 13, Region.UTRECHT: 5, Region.NOORD_BRABANT: 9, Region.GELDERLAND: 7,
        Region.OVERIJSSEL: 4, Region.LIMBURG: 4, Region.FRYSLAN: 2, Region.GRONINGEN: 2, Region.DRENTHE: 2,
        Region.FLEVOLAND: 1, Region.ZEELAND: 1,
    }.items()
    for _ in range(boards)
)  # fmt: skip
