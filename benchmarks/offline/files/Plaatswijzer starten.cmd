@echo off
rem Zet Plaatswijzer de eerste keer klaar uit deze map, zonder internet, en opent daarna het venster.
setlocal EnableExtensions
title Plaatswijzer
set "HIER=%~dp0"
set "HUIS=%LOCALAPPDATA%\Plaatswijzer\programma\@AFDRUK@"
set "UV_NO_CONFIG=1"
set "UV_LINK_MODE=copy"
if not exist "%HIER%uv.exe" goto inzip
if exist "%HUIS%\klaar.txt" goto start
echo Plaatswijzer wordt klaargezet. Dat gebeurt alleen de eerste keer en duurt een paar minuten.
"%HIER%uv.exe" venv --quiet --no-cache --clear --python @PYTHON@ "%HUIS%"
if errorlevel 1 goto geenpython
"%HIER%uv.exe" pip install --quiet --no-cache --offline --no-index --require-hashes --find-links "%HIER%wheels" --python "%HUIS%\Scripts\python.exe" --requirements "%HIER%eisen.txt"
if errorlevel 1 goto mislukt
rem De rekenkern vindt de C++-bestanden van Microsoft alleen in haar eigen map.
copy /y "%HUIS%\Scripts\*140*.dll" "%HUIS%\Lib\site-packages\ortools\.libs\" >nul
if errorlevel 1 goto mislukt
echo klaar>"%HUIS%\klaar.txt"
:start
"%HUIS%\Scripts\python.exe" -c "from scheduler.start import main; main()" web %*
if errorlevel 1 goto gestopt
exit /b 0
:inzip
echo Pak eerst het hele zipbestand uit: klik er met de rechtermuisknop op en kies Alles uitpakken.
goto gestopt
:geenpython
echo Er is geen Python @PYTHON@ gevonden, en ophalen lukte niet. Vraag uw ICT-afdeling om Python @PYTHON@ voor Windows, 64 bits.
goto gestopt
:mislukt
echo Klaarzetten is niet gelukt. Pak het zipbestand opnieuw uit en probeer het nog eens, of stuur wat hierboven staat aan de beheerder.
:gestopt
echo.
pause
exit /b 1
