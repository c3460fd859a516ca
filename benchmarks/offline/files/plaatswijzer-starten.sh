#!/bin/sh
# Zet Plaatswijzer de eerste keer klaar uit deze map, zonder internet, en opent daarna het venster.
set -u
hier=$(cd "$(dirname "$0")" && pwd)
gegevens=${XDG_DATA_HOME:-$HOME/.local/share}
huis=$gegevens/Plaatswijzer/programma/@AFDRUK@
export UV_NO_CONFIG=1 UV_LINK_MODE=copy

gestopt() {
	echo "$1"
	exit 1
}

if [ ! -e "$huis/klaar.txt" ]; then
	echo "Plaatswijzer wordt klaargezet. Dat gebeurt alleen de eerste keer en duurt een paar minuten."
	"$hier/uv" venv --quiet --no-cache --clear --python @PYTHON@ "$huis" \
		|| gestopt "Er is geen Python @PYTHON@ gevonden, en ophalen lukte niet. Vraag uw ICT-afdeling om Python @PYTHON@."
	"$hier/uv" pip install --quiet --no-cache --offline --no-index --require-hashes --find-links "$hier/wheels" \
		--python "$huis/bin/python" --requirements "$hier/eisen.txt" \
		|| gestopt "Klaarzetten is niet gelukt. Pak het zipbestand opnieuw uit en probeer het nog eens, of stuur wat hierboven staat aan de beheerder."
	mkdir -p "$gegevens/applications"
	sed "s|@MAP@|$hier|g" "$hier/plaatswijzer.desktop" >"$gegevens/applications/plaatswijzer.desktop"
	echo klaar >"$huis/klaar.txt"
fi
exec "$huis/bin/python" -c "from scheduler.start import main; main()" web "$@"
