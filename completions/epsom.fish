# fish completion for epsom: `epsom __complete WORD...` lists candidates for its last argument as VALUE<TAB>DESCRIPTION
# lines. An empty value asks for file names.

function __epsom_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    set -l word (string unescape -- "$typed"; or string replace -r '^["\']' '' -- "$typed")
    for line in ($before[1] __complete $before[2..-1] "$word" 2>/dev/null)
        if string match -q -r '^\t' -- $line
            set -l option (string match -r '^--[^=]*=' -- "$word")
            for file in (__fish_complete_path (string replace -- "$option" '' "$word"))
                echo "$option$file"
            end
        else
            echo $line
        end
    end
end

complete -c epsom -f -k -a '(__epsom_complete)'
