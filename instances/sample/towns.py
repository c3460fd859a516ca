"""Towns of Noord-Holland with rough coordinates and postcodes. Public facts; knows no person or school."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from instances.domain.entities import Point


class Region(StrEnum):
    """Where a board has its schools."""

    AMSTERDAM = "Amsterdam"
    ZAAN = "Zaanstreek-Waterland"
    HAARLEM = "Zuid-Kennemerland"
    MEER = "Meerlanden"
    ALKMAAR = "Noord-Kennemerland"
    FRIESLAND = "West-Friesland"
    KOP = "Kop van Noord-Holland"
    GOOI = "Gooi"
    ZUID_HOLLAND = "Zuid-Holland"
    UTRECHT = "Utrecht"
    NOORD_BRABANT = "Noord-Brabant"
    GELDERLAND = "Gelderland"
    OVERIJSSEL = "Overijssel"
    LIMBURG = "Limburg"
    FRYSLAN = "Fryslân"
    GRONINGEN = "Groningen"
    DRENTHE = "Drenthe"
    FLEVOLAND = "Flevoland"
    ZEELAND = "Zeeland"


NOORD_HOLLAND = (
    Region.AMSTERDAM, Region.ZAAN, Region.HAARLEM, Region.MEER,
    Region.ALKMAAR, Region.FRIESLAND, Region.KOP, Region.GOOI,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """``weight`` is roughly thousands of inhabitants; ``spread`` is the radius of the town in degrees latitude."""

    name: str
    region: Region
    point: Point
    weight: int
    postcodes: tuple[int, ...]
    spread: float = 0.012


def _town(
    name: str, region: Region, latitude: float, longitude: float, weight: int, *postcodes: int, spread: float = 0.012
) -> Town:
    return Town(name, region, Point(latitude, longitude), weight, postcodes, spread)


TOWNS: tuple[Town, ...] = (
    _town("Amsterdam", Region.AMSTERDAM, 52.372, 4.897, 90, 1012, 1013, 1015, 1016, 1017),
    _town("Amsterdam", Region.AMSTERDAM, 52.397, 4.930, 95, 1021, 1022, 1024, 1025, 1031, 1032),
    _town("Amsterdam", Region.AMSTERDAM, 52.378, 4.853, 145, 1051, 1052, 1055, 1056, 1057),
    _town("Amsterdam", Region.AMSTERDAM, 52.362, 4.805, 150, 1063, 1064, 1067, 1068, 1069, spread=0.016),
    _town("Amsterdam", Region.AMSTERDAM, 52.346, 4.882, 145, 1072, 1073, 1077, 1078, 1079),
    _town("Amsterdam", Region.AMSTERDAM, 52.358, 4.938, 140, 1091, 1093, 1094, 1095, 1098),
    _town("Amsterdam", Region.AMSTERDAM, 52.310, 4.968, 85, 1102, 1103, 1104, 1106, 1107),
    _town("Amstelveen", Region.AMSTERDAM, 52.301, 4.858, 90, 1181, 1182, 1183, 1185, 1187, spread=0.016),
    _town("Diemen", Region.AMSTERDAM, 52.339, 4.962, 30, 1111, 1112),
    _town("Zaandam", Region.ZAAN, 52.439, 4.826, 78, 1501, 1502, 1503, 1504, 1506, 1507, spread=0.016),
    _town("Koog aan de Zaan", Region.ZAAN, 52.460, 4.807, 11, 1541),
    _town("Krommenie", Region.ZAAN, 52.500, 4.763, 18, 1561, 1562),
    _town("Wormerveer", Region.ZAAN, 52.487, 4.790, 12, 1521),
    _town("Purmerend", Region.ZAAN, 52.505, 4.960, 81, 1441, 1442, 1443, 1444, 1446, 1447, spread=0.016),
    _town("Volendam", Region.ZAAN, 52.495, 5.070, 23, 1131, 1132),
    _town("Edam", Region.ZAAN, 52.512, 5.048, 8, 1135),
    _town("Monnickendam", Region.ZAAN, 52.458, 5.037, 10, 1141),
    _town("Haarlem", Region.HAARLEM, 52.384, 4.636, 160, 2011, 2013, 2022, 2023, 2025, 2033, 2035, 2037, spread=0.02),
    _town("Heemstede", Region.HAARLEM, 52.351, 4.620, 27, 2101, 2102, 2103),
    _town("Bloemendaal", Region.HAARLEM, 52.402, 4.622, 17, 2061),
    _town("Zandvoort", Region.HAARLEM, 52.372, 4.533, 17, 2041, 2042),
    _town("Velserbroek", Region.HAARLEM, 52.433, 4.658, 16, 1991),
    _town("IJmuiden", Region.HAARLEM, 52.459, 4.615, 31, 1971, 1972, 1973, 1974),
    _town("Beverwijk", Region.HAARLEM, 52.484, 4.657, 42, 1941, 1942, 1943, 1944, 1945),
    _town("Heemskerk", Region.HAARLEM, 52.510, 4.672, 39, 1961, 1962, 1963, 1964),
    _town("Hoofddorp", Region.MEER, 52.303, 4.690, 77, 2131, 2132, 2133, 2134, 2135, spread=0.016),
    _town("Nieuw-Vennep", Region.MEER, 52.264, 4.633, 32, 2151, 2152, 2153),
    _town("Badhoevedorp", Region.MEER, 52.337, 4.782, 13, 1171),
    _town("Aalsmeer", Region.MEER, 52.264, 4.752, 23, 1431, 1432),
    _town("Uithoorn", Region.MEER, 52.238, 4.828, 30, 1421, 1422, 1423),
    _town("Alkmaar", Region.ALKMAAR, 52.632, 4.748, 95, 1811, 1813, 1814, 1816, 1817, 1823, 1825, spread=0.018),
    _town("Heerhugowaard", Region.ALKMAAR, 52.669, 4.834, 59, 1701, 1702, 1703, 1704, 1705, spread=0.016),
    _town("Heiloo", Region.ALKMAAR, 52.601, 4.702, 24, 1851, 1852),
    _town("Castricum", Region.ALKMAAR, 52.547, 4.668, 24, 1901, 1902),
    _town("Uitgeest", Region.ALKMAAR, 52.530, 4.709, 13, 1911),
    _town("Bergen", Region.ALKMAAR, 52.670, 4.700, 12, 1861, 1862),
    _town("Langedijk", Region.ALKMAAR, 52.692, 4.806, 15, 1721, 1722, 1723),
    _town("Hoorn", Region.FRIESLAND, 52.645, 5.062, 74, 1621, 1622, 1623, 1624, 1628, 1689, spread=0.016),
    _town("Enkhuizen", Region.FRIESLAND, 52.704, 5.283, 19, 1601, 1602),
    _town("Bovenkarspel", Region.FRIESLAND, 52.698, 5.243, 12, 1611),
    _town("Grootebroek", Region.FRIESLAND, 52.699, 5.221, 11, 1613),
    _town("Medemblik", Region.FRIESLAND, 52.770, 5.105, 9, 1671),
    _town("Wognum", Region.FRIESLAND, 52.682, 5.024, 6, 1687),
    _town("Obdam", Region.FRIESLAND, 52.677, 4.907, 7, 1713),
    _town("Den Helder", Region.KOP, 52.945, 4.760, 56, 1781, 1782, 1783, 1784, 1785, spread=0.014),
    _town("Schagen", Region.KOP, 52.788, 4.799, 20, 1741, 1742),
    _town("Julianadorp", Region.KOP, 52.893, 4.738, 14, 1788, 1787),
    _town("Anna Paulowna", Region.KOP, 52.861, 4.828, 9, 1761),
    _town("Wieringerwerf", Region.KOP, 52.851, 5.025, 6, 1771),
    _town("Hilversum", Region.GOOI, 52.224, 5.176, 93, 1211, 1213, 1214, 1215, 1216, 1221, 1222, 1223, spread=0.016),
    _town("Bussum", Region.GOOI, 52.277, 5.163, 34, 1401, 1402, 1403, 1404, 1406),
    _town("Huizen", Region.GOOI, 52.299, 5.243, 41, 1271, 1272, 1273, 1274, 1276),
    _town("Naarden", Region.GOOI, 52.296, 5.163, 17, 1411, 1412),
    _town("Weesp", Region.GOOI, 52.308, 5.042, 21, 1381, 1382, 1383),
    _town("Laren", Region.GOOI, 52.257, 5.227, 11, 1251),
)

ISLAND = _town("Den Burg", Region.KOP, 53.055, 4.797, 7, 1791)
"""On Texel: no school of the sample stands there, so a student with a short maximum cannot be placed."""
