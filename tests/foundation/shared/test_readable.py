"""Official names in capitals, as one reads them."""

import pytest

from tinkuy.foundation.shared.text import readable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("MEJORAMIENTO DE LA CARRETERA CHOTA - TACABAMBA", "Mejoramiento de la Carretera Chota - Tacabamba"),
        ("AMPLIACIÓN DEL AGUA POTABLE, ETAPA II", "Ampliación del Agua Potable, Etapa II"),
        ("LA COLIPA: I.E. N° 16446 Y JASS DE LA ZONA", "La Colipa: I.E. N° 16446 y JASS de la Zona"),
        ("PUESTO DE SALUD I-2 DEL C.P. YANACANCHA/BAMBAMARCA", "Puesto de Salud I-2 del C.P. Yanacancha/Bambamarca"),
        ("Mejoramiento de la CARRETERA a Chota", "Mejoramiento de la CARRETERA a Chota"),
        ("PTAR JAÉN", "PTAR JAÉN"),
        ("", ""),
        ("2234235 - 060417", "2234235 - 060417"),
    ],
)
def test_readable(name: str, shown: str) -> None:
    assert readable(name) == shown
