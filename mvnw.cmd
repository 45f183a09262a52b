@echo off
rem Runs Maven: the one on the PATH from 3.8 up, or else one that is downloaded from the Apache
rem archive, checked against its SHA-512, and kept in %USERPROFILE%\.m2\wrapper.
rem MAVEN_DIST_URL may give another address of the same file.
setlocal
cd /d "%~dp0"
for /f "tokens=1,* delims==" %%a in (.mvn\wrapper\maven-wrapper.properties) do set "%%a=%%b"
set "MVN=mvn"
powershell -NoProfile -Command "$v = (& mvn --version 2>$null) -join ' '; if ($v -match 'Apache Maven (\d+)\.(\d+)' -and ([int]$matches[1] -gt 3 -or ([int]$matches[1] -eq 3 -and [int]$matches[2] -ge 8))) { exit 0 } else { exit 1 }"
if not errorlevel 1 goto run

set "WRAPPER=%USERPROFILE%\.m2\wrapper"
set "MVN=%WRAPPER%\apache-maven-%mavenVersion%\bin\mvn.cmd"
if exist "%MVN%" goto run
if not "%MAVEN_DIST_URL%"=="" set "distributionUrl=%MAVEN_DIST_URL%"
echo mvnw: downloading Maven %mavenVersion% from %distributionUrl% 1>&2
powershell -NoProfile -Command "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'; [Net.ServicePointManager]::SecurityProtocol = 'Tls12'; $w = New-Item -ItemType Directory -Force (Join-Path $env:WRAPPER ('.install.' + [guid]::NewGuid())); try { $f = Join-Path $w 'maven.tar.gz'; Invoke-WebRequest -UseBasicParsing $env:distributionUrl -OutFile $f; if ((Get-FileHash -Algorithm SHA512 $f).Hash -ne $env:distributionSha512) { throw 'the SHA-512 of what was downloaded is wrong' }; tar -xzf $f -C $w; if ($LASTEXITCODE) { throw 'could not unpack it' }; Move-Item (Join-Path $w ('apache-maven-' + $env:mavenVersion)) $env:WRAPPER } finally { Remove-Item -Recurse -Force $w }"
if errorlevel 1 exit /b 1

:run
call "%MVN%" %*
exit /b %ERRORLEVEL%
